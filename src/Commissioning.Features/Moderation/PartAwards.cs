using Commissioning.Domain;
using Commissioning.Domain.Applications;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Funds;
using Commissioning.Domain.Moderation;
using Commissioning.Features.Applications;
using Commissioning.Features.Funds;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Moderation;

/// <summary>Part awards: the reduced budget lines, and the applicant's confirmation that the project still works. Until then the full
/// amount counts (R54).</summary>
public sealed class PartAwards(Db db, Office office)
{
    public sealed record Proposal
    {
        public required Guid ApplicationId { get; init; }
        public required Money Amount { get; init; }
        public required string Reason { get; init; }
        public required DateTime ProposedAt { get; init; }
        public bool? Confirmed { get; init; }
        public string? Answer { get; init; }
        public DateTime? AnsweredAt { get; init; }
    }

    /// <param name="Offered">Amounts by budget line.</param>
    public sealed record PartAwardsPage(
        Round Round,
        string Reference,
        string ProjectName,
        IReadOnlyList<BudgetLine> Budget,
        Proposal? Proposed,
        IReadOnlyDictionary<Guid, Money> Offered,
        Refusal? WhyNot
    );

    public Task<PartAwardsPage> GetAsync(Guid application) => db.ReadAsync(work => GetAsync(work, application));

    /// <summary>For the applicant's own people; not found where nothing was proposed.</summary>
    public Task<PartAwardsPage> GetMineAsync(Actor actor, Guid application) =>
        db.ReadAsync(async work =>
        {
            await ApplicationReader.FindMineAsync(work, actor, application);
            return await GetAsync(work, application) is { Proposed: not null } view
                ? view
                : throw new NotFoundException("No part of a grant was proposed");
        });

    public async Task<Result> ProposeAsync(Actor actor, Guid application, IReadOnlyList<Money?> offered, string? reason)
    {
        return await db.ChangeAsync(
            actor,
            AuditAction.PartAwardProposed,
            application,
            async work =>
            {
                var view = await GetAsync(work, application);
                IReadOnlyList<Refusal> refusals = view.WhyNot is { } late
                    ? [late]
                    : PartAwardRules.WhyWrong(view.Round, view.Budget, offered, reason);
                if (refusals.Count > 0)
                    return Result.Of(refusals);
                var amount = offered.Sum(part => part!.Value);
                await ClearAsync(work, application);
                await work.ExecuteAsync(
                    "insert into PartAward (ApplicationId, RoundId, Amount, Reason, ProposedBy, ProposedAt) values (@application, @Round, @amount, @Reason, @By, @Now)",
                    new
                    {
                        application,
                        Round = view.Round.Id,
                        amount,
                        Reason = reason!.Trim(),
                        By = actor.Id,
                        work.Now,
                    }
                );
                await work.ExecuteAsync(
                    "insert into PartAwardLine (ApplicationId, BudgetLineId, Amount) values (@application, @Line, @Part)",
                    view.Budget.Select(
                        (line, i) =>
                            new
                            {
                                application,
                                Line = line.Id,
                                Part = offered[i]!.Value,
                            }
                    )
                );
                foreach (var email in await work.QueryAsync<string>(EmailsSql, new { application }))
                    await work.EmailAsync(
                        new(
                            email,
                            $"A question about {view.Reference}",
                            $"""
                            About {view.ProjectName} ({view.Reference}):

                            If your application is funded, we could give {amount} of the {view.Budget.Sum(line =>
                                line.Requested
                            )} that you asked for. {reason!.Trim()}

                            Please tell us whether the project would still work: {office.LinkTo(Links.Applications.Part(application))}

                            This is not an offer yet.
                            """,
                            application
                        )
                    );
                work.Note(
                    $"{new Changes(isNew: view.Proposed is null).Add("Part award", view.Proposed?.Amount, amount)}. {reason!.Trim()}"
                );
                return Result.Done;
            }
        );
    }

    /// <summary>Records the applicant's answer. Yes makes the reduced budget the one that counts; the requested one is kept with
    /// it.</summary>
    public Task<Result> AnswerAsync(Actor actor, Guid application, bool? works, string? answer) =>
        db.ChangeAsync(
            actor,
            works == true ? AuditAction.PartAwardConfirmed : AuditAction.PartAwardDeclined,
            application,
            async work =>
            {
                await ApplicationReader.FindMineAsync(work, actor, application);
                var view = await GetAsync(work, application);
                if (view.Proposed is null)
                    throw new NotFoundException("No part of a grant was proposed");
                if (view.WhyNot is { } late)
                    return late;
                if (works is not { } confirmed)
                    return new Refusal("Say whether the project would still work", nameof(works));
                if (answer?.Trim().Length > 2000)
                    return new Refusal("Shorten this to 2,000 characters", nameof(answer));
                if (confirmed && string.IsNullOrWhiteSpace(answer))
                    return new Refusal(
                        "Say what would change in the project and its outcomes, or that nothing would change",
                        nameof(answer)
                    );
                await work.ExecuteOneAsync(
                    "update PartAward set Confirmed = @confirmed, Answer = @Answer, AnsweredBy = @By, AnsweredAt = @Now where ApplicationId = @application and ProposedAt = @ProposedAt",
                    new
                    {
                        application,
                        confirmed,
                        Answer = answer?.Trim(),
                        By = actor.Id,
                        work.Now,
                        view.Proposed.ProposedAt,
                    }
                );
                await work.ExecuteAsync(
                    confirmed
                        ? "update BudgetLine set Awarded = (select p.Amount from PartAwardLine p where p.BudgetLineId = BudgetLine.Id) where ApplicationId = @application"
                        : "update BudgetLine set Awarded = null where ApplicationId = @application",
                    new { application }
                );
                work.Note($"{(confirmed ? $"Works with {view.Proposed.Amount}" : "Does not work with less")}. {answer?.Trim()}");
                return Result.Done;
            }
        );

    public Task<Result> WithdrawAsync(Actor actor, Guid application) =>
        db.ChangeAsync(
            actor,
            AuditAction.PartAwardWithdrawn,
            application,
            async work =>
            {
                if ((await GetAsync(work, application)).WhyNot is { } late)
                    return late;
                await ClearAsync(work, application);
                work.Note("Taken back: the application is whole again");
                return Result.Done;
            }
        );

    private static async Task ClearAsync(Work work, Guid application)
    {
        await work.ExecuteAsync("update BudgetLine set Awarded = null where ApplicationId = @application", new { application });
        await work.ExecuteAsync("delete from PartAwardLine where ApplicationId = @application", new { application });
        await work.ExecuteAsync("delete from PartAward where ApplicationId = @application", new { application });
    }

    private static async Task<PartAwardsPage> GetAsync(Work work, Guid application)
    {
        var submitted = await work.FindAsync<PartAwardApplication>(
            "select RoundId, Reference, ProjectName, Status from Application where Id = @application and Number is not null",
            new { application }
        );
        var round = await RoundReader.GetAsync(work, submitted.RoundId);
        var decided =
            await work.ScalarAsync<int>("select count(*) from DecisionLine where ApplicationId = @application", new { application }) > 0;
        var offered = await work.QueryAsync<PartAwardLine>(
            "select BudgetLineId, Amount from PartAwardLine where ApplicationId = @application",
            new { application }
        );
        return new(
            round,
            submitted.Reference,
            submitted.ProjectName,
            await ApplicationReader.BudgetAsync(work, application),
            await work.FindOrDefaultAsync<Proposal>(
                "select ApplicationId, Amount, Reason, ProposedAt, Confirmed, Answer, AnsweredAt from PartAward where ApplicationId = @application",
                new { application }
            ),
            offered.ToDictionary(part => part.BudgetLineId, part => part.Amount),
            submitted.Status != ApplicationStatus.Submitted ? new("This application was withdrawn")
                : decided ? new("This application is decided, so change the amount of the award instead")
                : round.IsRecommended ? new Refusal("The recommendation is made, so you can no longer change amounts")
                : null
        );
    }

    private const string EmailsSql = """
        select case when a.Channel <> 'Online' and a.ContactEmail is not null then a.ContactEmail else p.Email end
        from   Application a
        join   Person p on p.Id = a.SubmittedBy
        where  a.Id = @application
        """;

    private sealed record PartAwardApplication
    {
        public required Guid RoundId { get; init; }
        public required string Reference { get; init; }
        public required string ProjectName { get; init; }
        public required ApplicationStatus Status { get; init; }
    }

    private sealed record PartAwardLine
    {
        public required Guid BudgetLineId { get; init; }
        public required Money Amount { get; init; }
    }
}
