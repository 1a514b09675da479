// nodecg.config.js: what NodeCG would keep in a database is kept nowhere; its own adapter needs a compiled module.
// SPDX-License-Identifier: GPL-3.0-or-later
'use strict';

const nobody = async () => null;

module.exports = {
  databaseAdapter: {
    findUser: nobody, getSuperUserRole: nobody, upsertUser: nobody, createApiKey: nobody, findApiKey: nobody, saveUser: nobody,
    deleteSecretKey: nobody, saveReplicant: nobody, isSuperUser: () => false, getAllReplicants: async () => [],
  },
};
