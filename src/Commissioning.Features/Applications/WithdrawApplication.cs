using Commissioning.Domain;
using Commissioning.Domain.Applications;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Funds;
using Commissioning.Domain.Messages;
using Commissioning.Features.Funds;
using Commissioning.Features.Messages;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Applications;

/// <summary>Withdraws an application. It stays on record with its reason, leaves the panel's queues, and everyone of the organisation is
/// told.</summary>
public sealed class WithdrawApplication(Db db, Office office)
{
    /// <summary>Null when it may be withdrawn now.</summary>
    public Task<Refusal?> WhyNotAsync(Actor actor, Guid application) =>
        db.ReadAsync(async work => await WhyNotAsync(work, await ApplicationReader.FindMineAsync(work, actor, application)));

    private static async Task<Refusal?> WhyNotAsync(Work work, Application found) =>
        ApplicationRules.WhyCannotWithdraw(
            await work.ScalarAsync<int>(
                "select count(*) from DecisionLine where ApplicationId = @Id and DeferredUntil is null",
                new { found.Id }
            ) > 0,
            found.Status
        );

    public Task<Result> RunAsync(Actor actor, Guid application, string? reason) =>
        db.ChangeAsync(
            actor,
            AuditAction.ApplicationWithdrawn,
            application,
            async work =>
            {
                var found = await ApplicationReader.FindMineAsync(work, actor, application);
                if (await WhyNotAsync(work, found) is { } refusal)
                    return refusal;
                if (TextLimit.WhyTooLong(reason, 1000, nameof(reason)) is { } wide)
                    return wide;
                var row = new
                {
                    application,
                    found.RoundId,
                    found.Version,
                    Amount = found.AmountRequested ?? Money.Zero,
                    Reason = reason?.Trim(),
                    By = actor.Id,
                    work.Now,
                };
                await work.ExecuteOneAsync(WithdrawSql, row);
                await work.ExecuteOneAsync(
                    found.Status == ApplicationStatus.Draft
                        ? "update RoundTally set Drafts = Drafts - 1, Withdrawn = Withdrawn + 1 where RoundId = @RoundId"
                        : "update RoundTally set Submitted = Submitted - 1, Withdrawn = Withdrawn + 1, Requested = Requested - @Amount, Moderated = Moderated - (select count(*) from Moderation m where m.ApplicationId = @application), Checked = Checked - (select count(*) from Application a where a.Id = @application and a.DueDiligence not in ('NotStarted', 'InProgress')) where RoundId = @RoundId",
                    row
                );
                await work.ExecuteAsync(PanelSql, row);
                if (!string.IsNullOrWhiteSpace(reason))
                    work.Note(reason.Trim());
                await TellAsync(work, actor, found, await RoundReader.GetAsync(work, found.RoundId));
                return Result.Done;
            }
        );

    private async Task TellAsync(Work work, Actor actor, Application found, Round round)
    {
        foreach (var person in await work.QueryAsync<Member>(MembersSql, new { found.OrganisationId }))
            await ApplicationMessage.SendAsync(
                work,
                office,
                found.Id,
                MessageKind.Withdrawn,
                new(person.DisplayName, person.Email),
                new Dictionary<string, string>
                {
                    ["by"] = actor.Name,
                    ["withdrawn"] = LondonTime.DateAndTime(work.Now),
                    ["undo"] = ApplicationRules.AfterWithdrawal(round, work.Now),
                },
                Links.Applications.Receipt(found.Id)
            );
    }

    private sealed record Member
    {
        public required string DisplayName { get; init; }
        public required string Email { get; init; }
    }

    private const string MembersSql = """
        select   p.DisplayName, p.Email
        from     OrganisationMember m
        join     Person p on p.Id = m.PersonId
        where    m.OrganisationId = @OrganisationId
        order by p.Email
        """;

    private const string WithdrawSql = """
        update Application
        set    Status = 'Withdrawn', WithdrawnAt = @Now, WithdrawnBy = @By, WithdrawReason = @Reason, Version = Version + 1
        where  Id = @application and Version = @Version
        """;

    // Removes the application from the panel's counters: assignments, submitted sheets and conflicts of interest.
    private const string PanelSql = """
        update PanelMember
        set    Assigned = Assigned - 1,
               Submitted = Submitted - (select count(*) from ScoringAssignment s where s.ApplicationId = @application and s.AssessorId = PanelMember.PersonId and s.SubmittedAt is not null),
               Conflicted = Conflicted - (select count(*) from ScoringAssignment s where s.ApplicationId = @application and s.AssessorId = PanelMember.PersonId and s.Conflict in ('Declared', 'Recused'))
        where  RoundId = @RoundId and exists (select 1 from ScoringAssignment s where s.ApplicationId = @application and s.AssessorId = PanelMember.PersonId)
        """;
}
