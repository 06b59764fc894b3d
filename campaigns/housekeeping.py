"""What the worker does for campaigns."""

from campaigns.importing.working import cancel_forgotten, work_on_imports
from core.worker import register_background, register_daily

register_background(work_on_imports)
register_daily(cancel_forgotten)
