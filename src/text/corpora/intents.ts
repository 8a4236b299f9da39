// The intents: what people type to a support desk, one file a label.

import account from './intents/account.tsv?raw';
import billing from './intents/billing.tsv?raw';
import cancel from './intents/cancel.tsv?raw';
import delivery from './intents/delivery.tsv?raw';
import refund from './intents/refund.tsv?raw';
import technical from './intents/technical.tsv?raw';

/** The order decides which texts a seed picks, and so every link's curve: it never changes. */
export const files: readonly string[] = [account, billing, cancel, delivery, refund, technical];
