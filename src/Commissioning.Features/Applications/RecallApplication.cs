using Commissioning.Domain;
using Commissioning.Domain.Applications;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Funds;
using Commissioning.Domain.Messages;
using Commissioning.Features.Funds;
using Commissioning.Features.Messages;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Applications;

/// <summary>Takes a sent application back to its draft. What was sent stays on record, and its number and reference wait for the next
/// sending. Until then it is not sent: nothing sends it by itself, and everyone of the organisation is told so.</summary>
public sealed class RecallApplication(Db db, Office office)
{
    public Task<Result> RunAsync(Actor actor, Guid application) =>
        db.ChangeAsync(
            actor,
            AuditAction.ApplicationRecalled,
            application,
            async work =>
            {
                var found = await ApplicationReader.FindMineAsync(work, actor, application);
                var round = await RoundReader.GetAsync(work, found.RoundId);
                if (await WhyNotAsync(work, actor, found, round) is { } refusal)
                    return refusal;
                var row = new
                {
                    Id = Guid.CreateVersion7(),
                    application,
                    found.RoundId,
                    found.Version,
                    Amount = found.AmountRequested ?? Money.Zero,
                    By = actor.Id,
                    work.Now,
                };
                await work.ExecuteOneAsync(KeepSql, row);
                await work.ExecuteOneAsync(TallySql, row);
                await work.ExecuteOneAsync(RecallSql, row);
                work.Note($"{found.Reference}, sent {LondonTime.DateAndTime(found.SubmittedAt!.Value)}");
                foreach (var person in await work.QueryAsync<Recipient>(PeopleSql, new { found.OrganisationId }))
                    await ApplicationMessage.SendAsync(
                        work,
                        office,
                        application,
                        MessageKind.Recalled,
                        person,
                        new Dictionary<string, string>
                        {
                            ["by"] = actor.Name,
                            ["before"] = found.Reference ?? "",
                            ["closes"] = LondonTime.DateAndTime(ApplicationRules.ClosesFor(round, found.ClosesAt)),
                        },
                        Links.Applications.TaskList(application)
                    );
                return Result.Done;
            }
        );

    /// <summary>Null when this person may take it back now.</summary>
    public Task<Refusal?> WhyNotAsync(Actor actor, Guid application) =>
        db.ReadAsync(async work =>
        {
            var found = await ApplicationReader.FindMineAsync(work, actor, application);
            return await WhyNotAsync(work, actor, found, await RoundReader.GetAsync(work, found.RoundId));
        });

    private static async Task<Refusal?> WhyNotAsync(Work work, Actor actor, Application found, Round round)
    {
        var begun = await work.FindAsync<Begun>(BegunSql, new { application = found.Id });
        return RecallRules.WhyCannotRecall(
                round,
                found.ClosesAt,
                found.Status,
                found.Channel,
                begun.Asked > 0,
                begun.Assigned + begun.Checked > 0,
                work.Now
            ) ?? await SubmitApplication.WhyAnotherSendsAsync(work, actor, found);
    }

    private const string BegunSql = """
        select (select count(*) from ChangeRequest c where c.ApplicationId = @application and c.AnsweredAt is null) as Asked,
               (select count(*) from ScoringAssignment s where s.ApplicationId = @application) as Assigned,
               (select count(*) from DueDiligenceCheck d where d.ApplicationId = @application and d.CheckedBy is not null and d.CarriedFrom is null) as Checked
        from   Application a
        where  a.Id = @application
        """;
    private const string KeepSql = """
        insert into EarlierCopy (Id, ApplicationId, Number, Reference, CopyJson, Sha256, SentBy, SentAt, RecalledBy, RecalledAt)
        select @Id, a.Id, a.Number, a.Reference, a.CopyJson, a.CopySha256, a.SubmittedBy, a.SubmittedAt, @By, @Now
        from   Application a
        where  a.Id = @application and a.Status = 'Submitted' and a.CopyJson is not null
        """;
    private const string TallySql = """
        update RoundTally
        set    Drafts = Drafts + 1, Submitted = Submitted - 1, Requested = Requested - @Amount,
               Checked = Checked - (select count(*) from Application a where a.Id = @application and a.DueDiligence not in ('NotStarted', 'InProgress'))
        where  RoundId = @RoundId
        """;
    private const string RecallSql = """
        update Application
        set    Status = 'Draft', Number = null, Reference = null, SubmittedBy = null, SubmittedAt = null, DeclaredName = null, CopyJson = null, CopySha256 = null, Version = Version + 1
        where  Id = @application and Status = 'Submitted' and Version = @Version
        """;
    private const string PeopleSql =
        "select p.DisplayName as Name, p.Email from OrganisationMember m join Person p on p.Id = m.PersonId where m.OrganisationId = @OrganisationId order by p.Email";

    private sealed record Begun
    {
        public required int Asked { get; init; }
        public required int Assigned { get; init; }
        public required int Checked { get; init; }
    }
}
