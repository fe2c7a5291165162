import { Link } from '@react-email/link';
export const C = () => (
  <p>🦊 Hi{' '}
    <Link
      href="https://fox.example/den"
      target="_blank"
    >
      Visit the den
    </Link>
  </p>
);
