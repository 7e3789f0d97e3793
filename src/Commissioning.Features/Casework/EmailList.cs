using Commissioning.Platform.Email;
using Commissioning.Platform.Lists;

namespace Commissioning.Features.Casework;

/// <summary>Every e-mail of the portal, newest first.</summary>
public static class EmailList
{
    public static readonly ListDefinition List = new(
        "e-mail",
        "E-mail",
        "e.Id",
        "from OutboxEmail e\nwhere 1 = 1",
        "-written",
        [
            new("to", "To", "e.ToAddress") { IsSearched = true },
            new("subject", "Subject", "e.Subject") { IsSearched = true },
            new("state", "State", "e.State")
            {
                Kind = ListColumnKind.Choice,
                IsFiltered = true,
                Choices = Enum.GetNames<EmailState>(),
                Words = value => value == "Claimed" ? "Being sent" : ListWords.OfName(value),
                Colour = ListWords.Colour,
            },
            new("written", "Written", "e.CreatedAt") { Kind = ListColumnKind.Time, IsFiltered = true },
            new("sent", "Sent", "e.SentAt") { Kind = ListColumnKind.Time, IsFiltered = true },
            new("attempts", "Attempts", "e.Attempts") { Kind = ListColumnKind.Number, IsShown = false },
            new("error", "Why it failed", "e.LastError") { IsSearched = true },
        ]
    )
    {
        Unit = ("e-mail", "e-mails"),
    };
}
