using Commissioning.Domain.Casework;
using Commissioning.Platform.Lists;

namespace Commissioning.Features.Casework;

/// <summary>Every e-mail that came to the mailbox, newest first.</summary>
public static class ReceivedEmailList
{
    public static readonly ListDefinition List = new(
        "received",
        "E-mails that came in",
        "e.Id",
        "from ReceivedEmail e\nleft join Application a on a.Id = e.ApplicationId\nleft join Organisation o on o.Id = e.OrganisationId\nwhere 1 = 1",
        "-came",
        [
            new("subject", "Subject", "e.Subject") { IsSearched = true, Link = Links.Casework.ReceivedEmail },
            new("from", "From", "e.FromAddress") { IsSearched = true },
            new("kind", "Kind", "e.Kind")
            {
                Kind = ListColumnKind.Choice,
                IsFiltered = true,
                Choices = Enum.GetNames<ReceivedEmailKind>(),
                Words = value => Enum.TryParse<ReceivedEmailKind>(value, out var kind) ? Words(kind) : value,
            },
            new("came", "Came", "e.ReceivedAt") { Kind = ListColumnKind.Time, IsFiltered = true },
            new("reference", "Application", "a.Reference") { IsSearched = true },
            new("organisation", "Organisation", "o.Name") { IsSearched = true },
            new("state", "To read", "case when e.MustRead = 1 and e.ReadAt is null then 'Yes' else 'No' end")
            {
                Kind = ListColumnKind.Choice,
                IsFiltered = true,
                Choices = ["Yes", "No"],
            },
        ]
    )
    {
        Unit = ("e-mail", "e-mails"),
    };

    private static string Words(ReceivedEmailKind kind) =>
        kind switch
        {
            ReceivedEmailKind.Reply => "Answer",
            ReceivedEmailKind.AutoReply => "Automatic answer",
            ReceivedEmailKind.Bounce => "Could not be delivered",
            ReceivedEmailKind.Delay => "Report of a mail server",
            _ => "Not known where it belongs",
        };
}
