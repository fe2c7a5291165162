import { Link } from '@react-email/link';
export const O = () => <div>
  <Link href="https://eins.example/">Eins</Link>
  <Link href={zwei}>Zwei
  <p>Rest <Link href="https://kaputt
