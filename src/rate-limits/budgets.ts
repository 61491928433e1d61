import type { Core } from '@strapi/strapi';
import type { Budget } from '../../config/environment/schema';

/** The budgets of config/rate-limits.ts, each with what it is for, as an error says it. */
export const PURPOSES = {
  login: 'logins from this address',
  loginAccount: 'logins to this account',
  registration: 'registrations from this address',
  refresh: 'token refreshes from this address',
  recovery: 'attempts from this address to recover or confirm an account or to change a password',
  favorites: 'changes of favorites',
  avatar: 'avatars',
} as const;

export type BudgetName = keyof typeof PURPOSES;

/** @returns undefined when the limit is off */
export const budgetOf = (strapi: Core.Strapi, name: BudgetName): Budget | undefined => {
  const budget = strapi.config.get<Budget | 'off'>(`rate-limits.${name}`);
  return budget === 'off' ? undefined : budget;
};
