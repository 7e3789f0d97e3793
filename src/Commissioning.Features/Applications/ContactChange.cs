using Commissioning.Domain;
using Commissioning.Domain.Messages;
using Commissioning.Domain.Organisations;
using Commissioning.Features.Messages;
using Commissioning.Features.Organisations;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Applications;

/// <summary>An organisation that has applied names another contact, or another address of one: those of before and those of after are told,
/// and those who may sign.</summary>
internal static class ContactChange
{
    /// <summary>E-mails about such changes that one organisation causes within a day, as whoever types an address has us write to it.
    /// Default, not OPCC policy.</summary>
    public const int MostInADay = 40;

    /// <param name="before">Read before the answers were written.</param>
    /// <returns>Why the change cannot be made now; null: it is made.</returns>
    public static async Task<Refusal?> TellAsync(Work work, Office office, Actor actor, Guid organisation, RecipientFacts before)
    {
        var after = await OrganisationRecipients.FactsAsync(work, organisation);
        var changes = new[] { (Old: before.Contact, New: after.Contact), (Old: before.SecondContact, New: after.SecondContact) }
            .Where(pair => pair.Old is not null && pair.Old.Email != pair.New?.Email)
            .ToList();
        if (changes.Count == 0)
            return null;
        var counts = await work.FindAsync<Counts>(CountsSql, new { organisation, Since = work.Now.AddDays(-1) });
        if (counts.Sent == 0)
            return null;
        if (counts.Emails >= MostInADay)
            return new("Your contacts have changed many times today, and people had an e-mail each time. Ring us, or try again tomorrow.");
        var to = OrganisationRecipients.Of(
            RecipientRules.OldAndNew(RecipientRules.Of(before, Importance.Money), RecipientRules.Of(after, Importance.Money))
        );
        foreach (var person in to)
            await Message.SendAsync(
                work,
                office,
                MessageKind.ContactChanged,
                null,
                person,
                organisation,
                new Dictionary<string, string>
                {
                    ["organisation"] = counts.Name,
                    ["by"] = actor.Name,
                    ["at"] = LondonTime.DateAndTime(work.Now),
                    ["before"] = string.Join("; ", changes.Select(pair => InWords(pair.Old))),
                    ["after"] = string.Join("; ", changes.Select(pair => InWords(pair.New))),
                    ["phone"] = office.ContactPhone,
                }
            );
        work.Note($"{to.Count} people told of the change of contact");
        return null;
    }

    private static string InWords(Addressee? person) =>
        person is null ? "no one" : string.Join(", ", new[] { person.Name, person.Email }.Where(part => part.Length > 0));

    private const string CountsSql = """
        select o.Name, (select count(*) from Application a where a.OrganisationId = o.Id and a.Number is not null) as Sent,
               (select count(*) from OutboxEmail e where e.SubjectId = o.Id and e.Kind = 'ContactChanged' and e.CreatedAt > @Since) as Emails
        from   Organisation o
        where  o.Id = @organisation
        """;

    private sealed record Counts
    {
        public required string Name { get; init; }
        public required int Sent { get; init; }
        public required int Emails { get; init; }
    }
}
