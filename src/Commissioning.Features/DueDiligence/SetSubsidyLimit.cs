using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Platform.Data;

namespace Commissioning.Features.DueDiligence;

/// <summary>The limit of minimal financial assistance from a day on.</summary>
public sealed class SetSubsidyLimit(Db db)
{
    public Task<Result> RunAsync(Actor actor, DateOnly? from, Money? amount, string? source) =>
        db.ChangeAsync(
            actor,
            AuditAction.SubsidyLimitSet,
            Guid.CreateVersion7(),
            async work =>
            {
                if (from is not { } day)
                    return new Refusal("Enter the day from which the limit is in force", nameof(from));
                if (amount is not { } most || most <= Money.Zero)
                    return new Refusal("Enter the limit in pounds, such as 315,000", nameof(amount));
                if (source?.Trim() is not { Length: > 0 and <= 300 })
                    return new Refusal("Say where the limit is written, such as the section of the Act", nameof(source));
                if ((await SubsidyQueries.LimitsAsync(work)).Any(limit => limit.ValidFrom == day))
                    return new Refusal("A limit is in force from that day already", nameof(from));
                await work.ExecuteAsync(
                    "insert into SubsidyLimit (ValidFrom, Amount, Source, SetBy, SetAt) values (@day, @most, @Source, @By, @Now)",
                    new
                    {
                        day,
                        most,
                        Source = source.Trim(),
                        By = actor.Id,
                        work.Now,
                    }
                );
                work.Note($"{most} from {LondonTime.Date(day)}. {source.Trim()}");
                return Result.Done;
            }
        );
}
