"""Pages of plans: the list, a plan's home, making and changing one."""

from flask import Blueprint, render_template

from wiki.services import plans
from wiki.web import actor

blueprint = Blueprint("plans", __name__)


@blueprint.get("/")
def index() -> str:
    """The plans one may know of."""
    return render_template("plans/index.html", plans=plans.list_plans(actor()))
