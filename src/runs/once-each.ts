// What is asked for again and again of data that nobody changes in place.

/** A function of one object that works each out once, for as long as the object is there. */
export function onceEach<Key extends object, Value>(derive: (key: Key) => Value): (key: Key) => Value {
  const known = new WeakMap<Key, { value: Value }>();
  return (key) => {
    const before = known.get(key);
    if (before) return before.value;
    const value = derive(key);
    known.set(key, { value });
    return value;
  };
}
