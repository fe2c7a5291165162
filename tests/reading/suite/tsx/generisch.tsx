import { Link } from 'jsx-email';
const id = <T,>(x: T) => x;
const wahl = <K extends string>(k: K) => k;
const re = /[<"']/;
export const G = () => <div><p>{id<string>("x")}</p><Link href={"https://gen.example/1"}>Eins</Link></div>;
