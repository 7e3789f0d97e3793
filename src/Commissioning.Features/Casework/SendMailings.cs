using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Casework;
using Commissioning.Domain.Messages;
using Commissioning.Features.Applications;
using Commissioning.Features.Funds;
using Commissioning.Features.Messages;
using Commissioning.Features.Organisations;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Casework;

/// <summary>Puts messages to many into the outbox, some at a time, so that nobody else waits long and a message can be stopped.</summary>
public sealed class SendMailings(Db db, Office office)
{
    private const int AtATime = 25;

    /// <summary>The number of applications for which a message went.</summary>
    public async Task<int> RunAsync(CancellationToken stopping = default)
    {
        var sent = 0;
        while (!stopping.IsCancellationRequested && await NextAsync() is { } going)
        {
            var batch = await db.ChangeAsync<int>(
                new(going.WrittenBy, going.Writer),
                AuditAction.MailingSent,
                going.Id,
                async work => Result.Made(await SendAsync(work, office, going.Id))
            );
            sent += batch.Value;
        }
        return sent;
    }

    private Task<Going?> NextAsync() =>
        db.ReadAsync(work =>
            work.FirstOrDefaultAsync<Going>(
                "select m.Id, m.WrittenBy, p.DisplayName as Writer from Mailing m join Person p on p.Id = m.WrittenBy where m.DoneAt is null order by m.WrittenAt, m.Id"
            )
        );

    /// <summary>The next few of a message. What another node has sent meanwhile is not sent again.</summary>
    internal static async Task<int> SendAsync(Work work, Office office, Guid mailing)
    {
        var found = await Mailings.GetAsync(work, mailing);
        if (found.DoneAt is not null)
            return 0;
        var waiting = new List<(int Position, Guid Id)>();
        await work.PageAsync(
            "select Position, coalesce(ApplicationId, OrganisationId, PersonId) from MailingRecipient where MailingId = @mailing and State = 'Waiting' order by Position",
            0,
            AtATime,
            row => waiting.Add((row.GetInt32(0), Guid.Parse(row.GetValue(1).ToString()!))),
            new { mailing }
        );
        var labels = new List<string>();
        foreach (var (position, id) in waiting)
        {
            var reader = await MailingReader.FindAsync(work, found.Audience, found.RoundId, id);
            var people = reader is null ? [] : await PeopleAsync(work, found.Audience, id);
            var (subject, wording) = reader?.Fill(found.Subject, found.Wording) ?? default;
            var reached = people.Count > 0;
            await work.ExecuteOneAsync(
                "update MailingRecipient set State = @State, SentSubject = @Subject, SentWording = @Wording, SentAt = @At where MailingId = @mailing and Position = @position and State = 'Waiting'",
                new
                {
                    mailing,
                    position,
                    State = reached ? "Sent" : "NoAddress",
                    Subject = reached ? subject : null,
                    Wording = reached ? wording : null,
                    At = reached ? work.Now : (DateTime?)null,
                }
            );
            labels.Add(reader?.Label ?? "one who is not on the list any more");
            foreach (var person in people)
                await TellAsync(work, office, found, reader!, person, subject, wording);
        }
        if (waiting.Count < AtATime)
            await work.ExecuteAsync("update Mailing set DoneAt = @Now where Id = @mailing and DoneAt is null", new { mailing, work.Now });
        if (labels.Count > 0)
            work.Note($"\"{found.Subject}\": {string.Join(", ", labels)}");
        return labels.Count;
    }

    /// <summary>Empty: nobody can be reached by e-mail.</summary>
    private static async Task<IReadOnlyList<Recipient>> PeopleAsync(Work work, MailingAudience audience, Guid id) =>
        audience switch
        {
            MailingAudience.Organisations => await OrganisationRecipients.OfAsync(work, id, Importance.Routine),
            MailingAudience.Panel =>
            [
                await work.FindAsync<Recipient>("select DisplayName as Name, Email from Person where Id = @id", new { id }),
            ],
            _ => (await Recipients.OfAsync(work, id, Importance.Routine)).DistinctBy(person => person.Email).ToList(),
        };

    private static Task TellAsync(
        Work work,
        Office office,
        Mailings.Mailing mailing,
        MailingReader reader,
        Recipient person,
        string subject,
        string wording
    )
    {
        var values = new Dictionary<string, string>
        {
            ["subject"] = subject,
            ["message"] = wording,
            ["organisation"] = reader.Name,
        };
        return mailing.Audience switch
        {
            MailingAudience.Organisations => Message.SendAsync(
                work,
                office,
                MessageKind.WrittenToOrganisation,
                null,
                person,
                reader.Id,
                values
            ),
            MailingAudience.Panel => RoundMessage.SendAsync(
                work,
                office,
                mailing.RoundId!.Value,
                MessageKind.WrittenToPanel,
                person,
                values,
                Links.Scoring.Queue(mailing.RoundId.Value)
            ),
            _ => ApplicationMessage.SendAsync(
                work,
                office,
                reader.Id,
                MessageKind.WrittenMessage,
                person,
                values,
                Links.Casework.MyMessages(reader.Id)
            ),
        };
    }

    private sealed record Going
    {
        public required Guid Id { get; init; }
        public required Guid WrittenBy { get; init; }
        public required string Writer { get; init; }
    }
}
