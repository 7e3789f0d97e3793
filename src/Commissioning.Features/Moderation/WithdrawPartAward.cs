using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Moderation;

/// <summary>The office takes back a proposed part award.</summary>
public sealed class WithdrawPartAward(Db db)
{
    public Task<Result> RunAsync(Actor actor, Guid application) =>
        db.ChangeAsync(
            actor,
            AuditAction.PartAwardWithdrawn,
            application,
            async work =>
            {
                if ((await PartAwardQueries.GetAsync(work, application)).WhyNot is { } late)
                    return late;
                await ClearAsync(work, application);
                work.Note("Taken back: the application is whole again");
                return Result.Done;
            }
        );

    internal static async Task ClearAsync(Work work, Guid application)
    {
        await work.ExecuteAsync("update BudgetLine set Awarded = null where ApplicationId = @application", new { application });
        await work.ExecuteAsync("delete from PartAwardLine where ApplicationId = @application", new { application });
        await work.ExecuteAsync("delete from PartAward where ApplicationId = @application", new { application });
    }
}
