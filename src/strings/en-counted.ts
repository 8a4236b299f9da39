// Numbers of things, in English.

export const count = (value: number) => value.toLocaleString('en');
export const some = (value: number, thing: string) => `${count(value)} ${thing}${value === 1 ? '' : 's'}`;
