import { Link } from '@react-email/components';
export const T = () => (
  <p>
    It's 5 o'clock // not a comment /* nor this
    <Link href="https://tee.example/zeit">Tee &amp; Kuchen</Link> */
    {'<a href="https://ja.example/">'}
    <Link href='https://tee.example/"x"'>{`Zitat`}</Link>
  </p>
);
