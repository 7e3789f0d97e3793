using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Messages;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Messages;

/// <summary>A second person approves a version of a message, which is then sent. No version is used before that.</summary>
public sealed class ApproveMessage(Db db)
{
    /// <param name="fund">Null for a message that has one text for the whole office.</param>
    public Task<Result> RunAsync(Actor actor, Guid? fund, Guid version) =>
        db.ChangeAsync(
            actor,
            AuditAction.MessageApproved,
            fund ?? Guid.Empty,
            async work =>
            {
                var row = await work.FindAsync<MessageQueries.Version>(
                    $"{MessageQueries.VersionsSql(fund)} and t.Id = @version",
                    new { fund, version }
                );
                if (row.WrittenBy == actor.Id)
                    return new Refusal("You wrote this version, so someone else must approve it");
                if (row.ApprovedAt is not null)
                    return new Refusal($"Version {row.Number} has already been approved");
                if ((await MessageQueries.VersionsAsync(work, fund, row.Kind))[0].Number > row.Number)
                    return new Refusal($"There is a version newer than {row.Number}. Save this text again to go back to it.");
                // The message's fields may have changed since it was written.
                if (MessageRules.WhyWrong(row.Kind, row.Subject, row.Body) is [var wrong, ..])
                    return new Refusal(wrong.Sentence);
                await work.ExecuteOneAsync(
                    "update MessageTemplate set ApprovedBy = @By, ApprovedAt = @Now where Id = @version and ApprovedAt is null",
                    new
                    {
                        version,
                        By = actor.Id,
                        work.Now,
                    }
                );
                work.Note($"{MessageCatalogue.Of(row.Kind).Title}, version {row.Number}");
                return Result.Done;
            }
        );
}
