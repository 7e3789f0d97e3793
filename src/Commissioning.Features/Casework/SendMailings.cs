using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Messages;
using Commissioning.Features.Applications;
using Commissioning.Features.Funds;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Casework;

/// <summary>Puts messages to many applicants into the outbox, some at a time, so that nobody else waits long and a message can be stopped.</summary>
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
        var waiting = new List<(int Position, Guid Application)>();
        await work.PageAsync(
            "select Position, ApplicationId from MailingRecipient where MailingId = @mailing and State = 'Waiting' order by Position",
            0,
            AtATime,
            row => waiting.Add((row.GetInt32(0), Guid.Parse(row.GetValue(1).ToString()!))),
            new { mailing }
        );
        var round = await RoundReader.GetAsync(work, found.RoundId);
        var references = new List<string>();
        foreach (var (position, application) in waiting)
        {
            var names = await work.FindAsync<Names>(
                "select a.Reference, a.ProjectName, o.Name as Organisation from Application a join Organisation o on o.Id = a.OrganisationId where a.Id = @application",
                new { application }
            );
            var values = Values(round, names);
            var (subject, wording) = (MessageRules.Fill(found.Subject, values), MessageRules.Body(found.Wording, values));
            var reached = (await Recipients.OfAsync(work, application, Importance.Routine)).Count > 0;
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
            references.Add(names.Reference);
            if (reached)
                await Recipients.TellAsync(
                    work,
                    office,
                    MessageKind.WrittenMessage,
                    application,
                    new Dictionary<string, string> { ["subject"] = subject, ["message"] = wording },
                    Links.Casework.MyMessages(application)
                );
        }
        if (waiting.Count < AtATime)
            await work.ExecuteAsync("update Mailing set DoneAt = @Now where Id = @mailing and DoneAt is null", new { mailing, work.Now });
        if (references.Count > 0)
            work.Note($"\"{found.Subject}\": {string.Join(", ", references)}");
        return references.Count;
    }

    /// <summary>What the fields stand for in the message for one application.</summary>
    internal static IReadOnlyDictionary<string, string> Values(Domain.Funds.Round round, Names names) =>
        new Dictionary<string, string>
        {
            ["fund"] = round.FundName,
            ["round"] = round.FullName,
            ["project"] = names.ProjectName,
            ["reference"] = names.Reference,
            ["organisation"] = names.Organisation,
        };

    internal sealed record Names
    {
        public required string Reference { get; init; }
        public required string ProjectName { get; init; }
        public required string Organisation { get; init; }
    }

    private sealed record Going
    {
        public required Guid Id { get; init; }
        public required Guid WrittenBy { get; init; }
        public required string Writer { get; init; }
    }
}
