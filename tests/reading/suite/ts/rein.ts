export class Store<T> { subject = new Subject<T>(); }
const link = (x: number): string => `<a href="${x}">x</a>`;
const t = <T,>(a: T) => a;
