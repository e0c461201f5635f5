"""When and where: days and places attached to events, each with how it is known; open where it is not."""
