"""Longer texts of the review by the Group of 77 and China: expected results, and the annex on the use of terms."""

RESULTS = """

12 bis. By the end of the plan it should be possible to say that:

(a) Every Party that takes part has given to at least one other developing country, and received from at least one;

(b) Strategies for the eradication of poverty, where they have been revised since 2009, name the ecosystems on which the poor depend;

(c) The centres of excellence are known in their regions and are paid for, in the main, by their regions;

(d) Delegations of developing countries come to scientific meetings with papers that they have written together;

(e) At least one activity in three has outlived the funds with which it began."""

TERMS = """## Annex II. Use of terms

51. For the purposes of the plan:

| Term | Use in the plan |
| --- | --- |
| South-South cooperation | Work planned and carried out by two or more developing countries with their own knowledge and, for the greater part, their own means |
| Triangular cooperation | South-South cooperation to which a developed country or an international organization contributes at the request of the partners |
| Centre of excellence | An institution in a developing country that trains, advises or keeps collections for others and has been designated by the steering committee |
| Hub | A regional organization that keeps the calendar and the contacts of its region |
| Specialist month | A month of full-time work by a person sent or lent by another developing country, travel not counted |
| Register | The list of centres, offers, requests and activities in the clearing-house mechanism |

52. These descriptions are without prejudice to the use of the same terms elsewhere.
"""
