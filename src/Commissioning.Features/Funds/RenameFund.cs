using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Funds;

/// <summary>Published rounds keep the old name; draft and later rounds get the new one.</summary>
public sealed class RenameFund(Db db)
{
    public Task<Result> RunAsync(Actor actor, Guid fund, string? name, string? reason) =>
        db.ChangeAsync(
            actor,
            AuditAction.FundRenamed,
            fund,
            async work =>
            {
                var old = await work.FindAsync<FundQueries.Fund>(FundQueries.Sql + " where Id = @fund", new { fund });
                if (await FundQueries.WhyNameIsWrongAsync(work, name) is { } wrong)
                    return wrong;
                if (reason?.Trim() is not { Length: > 0 and <= 500 } why)
                    return new Refusal("Say in up to 500 characters why you are renaming the fund", nameof(reason));
                await work.ExecuteAsync(
                    "insert into FundName (FundId, Name, UsedUntil, Reason, ChangedBy) values (@fund, @Name, @Now, @why, @By)",
                    new
                    {
                        fund,
                        old.Name,
                        work.Now,
                        why,
                        By = actor.Id,
                    }
                );
                await work.ExecuteAsync(
                    "update Round set FundName = @Name where FundId = @fund and PublishedAt is not null and FundName is null",
                    new { fund, old.Name }
                );
                await work.ExecuteOneAsync("update Fund set Name = @Name where Id = @fund", new { fund, Name = name!.Trim() });
                work.Note($"{new Changes().Add("Name", old.Name, name)}. {why}");
                return Result.Done;
            }
        );
}
