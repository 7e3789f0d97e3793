using Commissioning.Domain.Messages;
using Commissioning.Domain.Organisations;
using Commissioning.Features.Messages;
using Commissioning.Features.Organisations;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Applications;

/// <summary>Who is told of something about an application or its grant: the one answer for every letter and
/// message.</summary>
public static class Recipients
{
    /// <summary>In the order in which they are written to; the first is who is greeted in a letter. Empty: nobody can be reached by
    /// e-mail.</summary>
    public static async Task<IReadOnlyList<Recipient>> OfAsync(Work work, Guid application, Importance importance) =>
        OrganisationRecipients.Of(RecipientRules.Of(await FactsAsync(work, application), importance));

    /// <summary>Adds a message about an application or its grant to the outbox for everybody who is told, by its importance in the
    /// catalogue.</summary>
    /// <param name="also">Told too, such as the contact of before a change; each address once.</param>
    /// <param name="about">The record on which the message is listed; null: the application.</param>
    internal static async Task TellAsync(
        Work work,
        Office office,
        MessageKind kind,
        Guid application,
        IReadOnlyDictionary<string, string> values,
        string? link = null,
        IReadOnlyList<Recipient>? also = null,
        Guid? about = null
    )
    {
        var importance =
            MessageCatalogue.Of(kind).Importance ?? throw new ArgumentException($"{kind} has no importance in the catalogue", nameof(kind));
        foreach (var person in (await OfAsync(work, application, importance)).Concat(also ?? []).DistinctBy(person => person.Email))
            await ApplicationMessage.SendAsync(work, office, application, kind, person, values, link, about);
    }

    internal static async Task<RecipientFacts> FactsAsync(Work work, Guid application)
    {
        var row = await work.FindAsync<ContactRow>(ContactSql, new { application });
        var facts = await OrganisationRecipients.FactsAsync(work, row.OrganisationId);
        return facts with
        {
            Contact =
                row.AwardEmail is { } changed ? new(row.AwardName ?? "", changed)
                : row.PaperEmail is { } paper ? new(row.DeclaredName ?? "", paper)
                : facts.Contact,
            Sender = row.SenderId,
            Officer = row.IsPaper ? new(row.SenderName, row.SenderEmail) : null,
        };
    }

    private const string ContactSql = """
        select    a.OrganisationId, w.ContactName as AwardName, w.ContactEmail as AwardEmail, case when a.Channel <> 'Online' then a.ContactEmail end as PaperEmail, a.DeclaredName,
                  case when a.Channel <> 'Online' then 1 else 0 end as IsPaper, p.Id as SenderId, p.DisplayName as SenderName, p.Email as SenderEmail
        from      Application a
        join      Person p on p.Id = coalesce(a.SubmittedBy, a.StartedBy)
        left join Award w on w.ApplicationId = a.Id
        where     a.Id = @application
        """;

    private sealed record ContactRow
    {
        public required Guid OrganisationId { get; init; }
        public string? AwardName { get; init; }
        public string? AwardEmail { get; init; }
        public string? PaperEmail { get; init; }
        public string? DeclaredName { get; init; }
        public required bool IsPaper { get; init; }
        public required Guid SenderId { get; init; }
        public required string SenderName { get; init; }
        public required string SenderEmail { get; init; }
    }
}
