import type { ApiDescription } from '../../openapi/kit';
import { administrationOperations } from './administration';
import { profileOperations } from './profile';
import { accountSchemas } from './schemas';
import { signInOperations } from './sign-in';

export const accountsApi: ApiDescription = {
  tags: [
    { name: 'Accounts', description: 'Registration, sign-in, sessions and passwords.' },
    { name: 'Profile', description: 'The account of the caller.' },
    { name: 'Users', description: 'Accounts of others, for programs with the permission.' },
    { name: 'Roles', description: 'What users and visitors may do.' },
  ],
  schemas: accountSchemas,
  operations: { ...signInOperations, ...profileOperations, ...administrationOperations },
};
