using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.DueDiligence;
using Commissioning.Features.Applications;
using Commissioning.Platform.Data;

namespace Commissioning.Features.DueDiligence;

/// <summary>The recipient names other assistance and confirms that the limit is not exceeded.</summary>
public sealed class ConfirmSubsidy(Db db)
{
    public async Task<Result> RunAsync(Actor actor, Guid application, IReadOnlyList<SubsidyAssistance> others, string? name, bool agreed)
    {
        return await db.ChangeAsync(
            actor,
            AuditAction.SubsidyConfirmed,
            application,
            async work =>
            {
                await ApplicationReader.FindMineAsync(work, actor, application);
                var view = await SubsidyQueries.GetAsync(work, application);
                if (view.Row is not { } row || SubsidyRules.StepOf(row.State) != SubsidyStep.ConfirmationDue)
                    return new Refusal("This has already been confirmed, or we have not asked for it");
                if (TextLimit.WhyTooLong(others.Select(other => ((string?)other.From, 200, nameof(others)))) is [var wide, ..])
                    return wide;
                if (others.Any(other => other.On > view.Today))
                    return new Refusal("Enter days on which you were given something. They cannot be in the future.", nameof(others));
                if (SubsidyRules.WhyOverLimit(row.NoticeAmount!.Value, [.. view.Ours, .. others], view.Limit, view.Today) is { } over)
                    return over;
                if (!agreed)
                    return new Refusal("Confirm that this grant does not take you over the limit", nameof(agreed));
                if (NameRules.WhyNotFullName(name, 200, nameof(name)) is { } unnamed)
                    return unnamed;
                var who = name!.Trim();
                await work.ExecuteAsync(
                    "insert into SubsidyOther (Id, ApplicationId, FromWhom, Amount, GivenOn) values (@Id, @application, @From, @Amount, @On)",
                    others.Select(other => new
                    {
                        Id = Guid.CreateVersion7(),
                        application,
                        other.From,
                        other.Amount,
                        other.On,
                    })
                );
                var total = SubsidyRules.RunningTotal(view.Ours.Concat(others), view.Today);
                await work.ExecuteOneAsync(
                    "update Subsidy set ConfirmedAt = @Now, ConfirmedBy = @By, ConfirmedName = @Name, RunningTotal = @total, SubsidyLimit = @Limit, Version = Version + 1 where ApplicationId = @application and Version = @Version",
                    new
                    {
                        application,
                        row.Version,
                        By = actor.Id,
                        work.Now,
                        Name = who,
                        total,
                        view.Limit,
                    }
                );
                work.Note($"{who}: {others.Count} others, running total {total} before {row.NoticeAmount}, limit {view.Limit}");
                return Result.Done;
            }
        );
    }
}
