import { Link } from '@tanstack/react-router';
import { pages } from './navigation.ts';
import classes from './Shell.module.css';

/** At the side on wide screens, at the foot on narrow ones. */
export function Navigation() {
  return (
    <nav className={classes.nav} aria-label="Main">
      {pages.map(({ to, label, icon: Icon }) => (
        <Link
          key={to}
          to={to}
          className={classes.navLink}
          activeOptions={{ exact: to === '/', includeSearch: false }}
        >
          <Icon size={20} stroke={1.8} aria-hidden="true" />
          {label}
        </Link>
      ))}
    </nav>
  );
}
