"""Longer texts that the expert group wrote on its last two days: new sections and sections written anew."""

OBJECTIVES = """## IV. Objectives

11. The overall objective of the plan is to strengthen the implementation of the Convention through cooperation among developing countries at the bilateral, subregional, regional and interregional levels.

12. The specific objectives are:

(a) To place biological diversity within strategies for development and the eradication of poverty;

(b) To exchange experience that has been tested in practice;

(c) To build capacity and to mobilize resources for joint activities;

(d) To speak with one voice in the scientific bodies of the Convention.

"""

TRIANGULAR = """### E. Triangular cooperation

30. Developed countries and international organizations may support activities under the plan, at the request of the developing countries concerned and with accounts that are open to all partners.

31. In triangular cooperation the partners from the South decide on priorities, and the supporting partner adds funds, expertise or equipment. Consultants and supplies are sought first in the region where the activity takes place.

31 bis. Before an activity starts, the partners agree in writing on:

(a) What each of them brings, and until when;

(b) Who signs for expenditure;

(c) How the activity goes on when the support ends;

(d) Who owns what has been made, written and collected.

"""

PARTNERS = """### F. Participation of communities and organizations

40 ter. Indigenous and local communities take part in the planning of activities that concern their lands, waters and knowledge, and not only in carrying them out.

40 quater. Organizations of farmers, fishers, herders, women and young people are partners in their own right. They may enter activities of their own in the register, once a focal point has been informed.

40 quinquies. [Business and industry may support activities under rules, to be drawn up by the steering committee, that exclude any claim to exclusive use of the results.]

"""

FOCAL = """### A bis. National focal points and regional hubs

43 ter. Each Party that takes part names a focal point for South-South cooperation, who may be the national focal point of the Convention.

43 quater. The focal point:

(a) Makes known at home what others offer, and abroad what the country has to give;

(b) Brings together the ministries concerned with foreign affairs, development, environment, agriculture and fisheries;

(c) Confirms entries in the register and keeps them up to date;

(d) Reports on what was promised and not done, with the reason.

43 quinquies. Regional organizations that have the staff to do so act as hubs. A hub runs one calendar of events for its region, so that three workshops on the same subject are not held in the same month.

"""

MILESTONES = """## IX. Milestones

45. The following milestones mark the path of the plan:

| Year | Milestone | Lead |
| --- | --- | --- |
| 2009 | Steering committee constituted | Regional groups |
| 2009 | National focal points for South-South cooperation named | Parties |
| 2009 | First programme of activities for two years adopted | Steering committee |
| 2010 | At least one centre of excellence designated in each subregion | Steering committee |
| 2010 | First round of joint activities under way in each region | Parties |
| 2011 | Register holds 100 offers and 100 requests | Executive Secretary |
| 2012 | Review at mid-term | Conference of the Parties |
| 2013 | Lessons of the first four years published in six languages | Executive Secretary |
| 2014 | Independent evaluation of training begun | Centres of excellence |
| 2015 | Final review and decision on a second period | Conference of the Parties |

45 bis. A milestone that is missed is not moved in silence: the steering committee explains the delay at its next meeting and sets a new date.

"""

MONITORING = """### A. Monitoring and reporting

47. Parties report on their activities under the plan in their national reports. Between these reports, two pages a year are enough: what was done, with whom, what it cost, and what the partners would do differently.

47 bis. Pairs of Parties may visit each other's activities and comment on them. Their comments are published if both agree.

48. The Executive Secretary draws the reports together in a synthesis for each ordinary meeting of the Conference of the Parties, with a table that shows, for each indicator, the point of departure, the present value and the distance to the target.

48 bis. No Party is compared with another in such tables; figures are given by region and by theme.

"""
