"""What a desktop has and a bare display lacks: a panel that takes tray icons, a service for notifications, and a window that
a file can be dragged out of. Speaks the protocols that panels speak; a JSON question a line in, a JSON answer a line out.
"""

import json
import os
import sys

import gi

gi.require_version("Gdk", "3.0")
gi.require_version("Gtk", "3.0")
from gi.repository import Gdk, Gio, GLib, Gtk  # noqa: E402

WATCHER = "org.kde.StatusNotifierWatcher"
ITEM = "org.kde.StatusNotifierItem"
MENU = "com.canonical.dbusmenu"
NOTES = "org.freedesktop.Notifications"
INTERFACES = f"""<node>
<interface name="{WATCHER}">
  <method name="RegisterStatusNotifierItem"><arg direction="in" type="s"/></method>
  <method name="RegisterStatusNotifierHost"><arg direction="in" type="s"/></method>
  <property name="RegisteredStatusNotifierItems" type="as" access="read"/>
  <property name="IsStatusNotifierHostRegistered" type="b" access="read"/>
  <property name="ProtocolVersion" type="i" access="read"/>
  <signal name="StatusNotifierHostRegistered"/>
</interface>
<interface name="{NOTES}">
  <method name="Notify">
    <arg direction="in" type="s"/><arg direction="in" type="u"/><arg direction="in" type="s"/>
    <arg direction="in" type="s"/><arg direction="in" type="s"/><arg direction="in" type="as"/>
    <arg direction="in" type="a{{sv}}"/><arg direction="in" type="i"/><arg direction="out" type="u"/>
  </method>
  <method name="CloseNotification"><arg direction="in" type="u"/></method>
  <method name="GetCapabilities"><arg direction="out" type="as"/></method>
  <method name="GetServerInformation">
    <arg direction="out" type="s"/><arg direction="out" type="s"/><arg direction="out" type="s"/><arg direction="out" type="s"/>
  </method>
</interface>
</node>"""


class Session:
    """The desktop of one session bus."""

    def __init__(self):
        self.bus = Gio.bus_get_sync(Gio.BusType.SESSION)
        self.items = []
        self.notes = []
        self.offer = None
        self.dragging = False
        for interface in Gio.DBusNodeInfo.new_for_xml(INTERFACES).interfaces:
            at = "/StatusNotifierWatcher" if interface.name == WATCHER else "/org/freedesktop/Notifications"
            self.bus.register_object(at, interface, self.called, self.read, None)
            Gio.bus_own_name_on_connection(self.bus, interface.name, Gio.BusNameOwnerFlags.NONE, None, None)
        GLib.io_add_watch(sys.stdin, GLib.IO_IN | GLib.IO_HUP, self.asked)

    def called(self, _bus, sender, _path, _interface, method, given, answer):
        """A program speaks to the desktop."""
        result = None
        if method == "RegisterStatusNotifierItem":
            (text,) = given.unpack()
            # A path is one of the sender's own; else it is a name on the bus.
            self.items.append((sender, text) if text.startswith("/") else (text, "/StatusNotifierItem"))
        elif method == "Notify":
            _program, _replaces, _icon, title, text, *_ = given.unpack()
            self.notes.append({"title": title, "text": text})
            result = GLib.Variant("(u)", (len(self.notes),))
        elif method == "GetCapabilities":
            result = GLib.Variant("(as)", (["body"],))
        elif method == "GetServerInformation":
            result = GLib.Variant("(ssss)", ("session", "PocketCoach", "1", "1.2"))
        answer.return_value(result)

    def read(self, _bus, _sender, _path, _interface, name):
        """A program reads what the panel is."""
        return {
            "RegisteredStatusNotifierItems": GLib.Variant("as", ["".join(item) for item in self.items]),
            "IsStatusNotifierHostRegistered": GLib.Variant("b", True),
            "ProtocolVersion": GLib.Variant("i", 0),
        }[name]

    def ask(self, target, interface, method, given):
        return self.bus.call_sync(*target, interface, method, given, None, Gio.DBusCallFlags.NONE, 5000, None).unpack()

    def item(self, name):
        """A property of the icon that came last."""
        return self.ask(self.items[-1], "org.freedesktop.DBus.Properties", "Get", GLib.Variant("(ss)", (ITEM, name)))[0]

    def menu(self):
        """Where the menu of the icon is."""
        return self.items[-1][0], self.item("Menu")

    def asked(self, source, _condition):
        """The test asks something."""
        line = source.readline()
        if not line:
            Gtk.main_quit()
            return False
        try:
            (name, given), = json.loads(line).items()
            answer = {"is": getattr(self, f"on_{name}")(given)}
        except (GLib.Error, LookupError) as error:
            answer = {"failed": str(error)}
        print(json.dumps(answer), flush=True)
        return True

    def on_tray(self, _given):
        """Every line of the menu: its text, what it opens, and the number to press it by."""

        def lines(node):
            number, has, below = node
            return {"id": number, "text": has.get("label", "").replace("_", ""), "below": [lines(each) for each in below]}

        layout = GLib.Variant("(iias)", (0, -1, ["label"]))
        return {"icon": self.item("IconName"), "lines": lines(self.ask(self.menu(), MENU, "GetLayout", layout)[1])["below"]}

    def on_press(self, number):
        """Presses a line, as a panel does for a person."""
        event = GLib.Variant("(isvu)", (number, "clicked", GLib.Variant("i", 0), 0))
        self.ask(self.menu(), MENU, "Event", event)

    def on_notes(self, _given):
        """The notifications so far."""
        return self.notes

    def on_offer(self, path):
        """Shows a file that can be dragged away; gives the middle of it on the display."""
        if self.offer:
            self.offer.destroy()
        # No window manager moves it.
        self.offer = Gtk.Window(type=Gtk.WindowType.POPUP)
        box = Gtk.EventBox()
        box.drag_source_set(Gdk.ModifierType.BUTTON1_MASK, [], Gdk.DragAction.COPY)
        box.drag_source_add_uri_targets()
        box.connect("drag-data-get", lambda _b, _c, data, _i, _t: data.set_uris([GLib.filename_to_uri(path)]))
        box.connect("drag-begin", lambda *_: setattr(self, "dragging", True))
        box.connect("drag-end", lambda *_: setattr(self, "dragging", False))
        box.add(Gtk.Label(label=os.path.basename(path)))
        self.offer.add(box)
        self.offer.resize(120, 60)
        screen = Gdk.Display.get_default().get_monitor(0).get_geometry()
        left, top = screen.width - 130, screen.height - 70
        self.offer.move(left, top)
        self.offer.show_all()
        while Gtk.events_pending():
            Gtk.main_iteration()
        self.offer.get_display().sync()
        return [left + 60, top + 30]

    def on_dragging(self, _given):
        """Whether it is being dragged."""
        return self.dragging


Session()
print(json.dumps({"is": "ready"}), flush=True)
Gtk.main()
