import { Link } from 'react-router-dom';
export const Seite = () => <nav><Link href="/x">X</Link><a href="https://doku.example/">Doku</a></nav>;
