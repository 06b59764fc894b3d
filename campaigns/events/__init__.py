"""Events and webinars: their sessions, calendars, and questions beforehand."""
