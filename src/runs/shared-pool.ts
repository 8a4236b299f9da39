// One pool for several who have trainings in it: each has a desk, hears of its own trainings alone, and waits until
// those of the desks before it are served. Those of the first desk need not wait: the others make way for them.

import type { Ticket } from '../training/protocol';
import type { Pool, PoolOptions } from './pool';

export interface SharedPool {
  /** What looks like a pool of its own; its size is that of all. */
  desk(onEvent: PoolOptions['onEvent']): Pool;
}

export function sharePool(createPool: (onEvent: PoolOptions['onEvent']) => Pool): SharedPool {
  /** Whose each ticket is. */
  const desks = new Map<Ticket, PoolOptions['onEvent']>();
  const orders: (readonly Ticket[])[] = [];
  const pool = createPool((ticket, event) => {
    const tell = desks.get(ticket);
    if (event.type === 'finished' || event.type === 'failed') desks.delete(ticket);
    tell?.(ticket, event);
  });

  return {
    desk(onEvent) {
      const place = orders.push([]) - 1;
      return {
        open(...training) {
          const ticket = pool.open(...training);
          desks.set(ticket, onEvent);
          return ticket;
        },
        advance: pool.advance,
        pause: pool.pause,
        close(ticket) {
          desks.delete(ticket);
          pool.close(ticket);
        },
        setOrder(tickets) {
          orders[place] = tickets;
          const [first = [], ...others] = orders;
          pool.setOrder(first, others.flat());
        },
        resize: pool.resize,
        dispose: pool.dispose,
      };
    },
  };
}
