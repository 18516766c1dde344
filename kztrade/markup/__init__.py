"""Parts of a view as HTML. Every text is escaped.

On a live page whatever a reader can choose is a button, and links to our own pages lead there. In a file nothing can be
chosen, and only links to other sites are links.
"""

from kztrade.markup.inks import inks_css as inks_css
from kztrade.markup.inks import room_css as room_css
from kztrade.markup.inks import sign_html as sign_html
from kztrade.markup.navigation import contents_html as contents_html
from kztrade.markup.navigation import navigation_html as navigation_html
from kztrade.markup.navigation import next_html as next_html
from kztrade.markup.passages import passages_html as passages_html
from kztrade.markup.tables import Offers as Offers
from kztrade.markup.tables import cell_html as cell_html
from kztrade.markup.tables import table_html as table_html
from kztrade.markup.text import COMMONMARK as COMMONMARK
from kztrade.markup.text import TERM_CLASS as TERM_CLASS
from kztrade.markup.text import answer_html as answer_html
from kztrade.markup.text import below_html as below_html
from kztrade.markup.text import button as button
from kztrade.markup.text import cards_html as cards_html
from kztrade.markup.text import chart_title_html as chart_title_html
from kztrade.markup.text import copy_html as copy_html
from kztrade.markup.text import inline_html as inline_html
from kztrade.markup.text import key_html as key_html
from kztrade.markup.text import label_html as label_html
from kztrade.markup.text import link_html as link_html
from kztrade.markup.text import note_html as note_html
from kztrade.markup.text import opening_html as opening_html
from kztrade.markup.text import outside as outside
from kztrade.markup.text import paper_html as paper_html
from kztrade.markup.text import prose_html as prose_html
from kztrade.markup.text import quotation_html as quotation_html
from kztrade.markup.text import section_html as section_html
from kztrade.markup.text import small_html as small_html
from kztrade.markup.text import source_html as source_html
from kztrade.markup.text import spoken as spoken
from kztrade.markup.text import terms_html as terms_html
from kztrade.markup.text import title_html as title_html
from kztrade.markup.text import what_html as what_html
