using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Funds;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Funds;

/// <summary>A message of a fund goes back to the portal's default.</summary>
public sealed class ResetMessage(Db db)
{
    public Task<Result> RunAsync(Actor actor, Guid fund, MessageKind kind) =>
        db.ChangeAsync(
            actor,
            AuditAction.MessageReset,
            fund,
            async work =>
            {
                var before = await MessageQueries.GetAsync(work, fund, kind);
                await work.ExecuteAsync("delete from MessageTemplate where FundId = @fund and Kind = @kind", new { fund, kind });
                var now = await MessageQueries.GetAsync(work, fund, kind);
                work.Note($"{MessageRules.Of(kind).Title}: back to the default");
                work.Note(new Changes().Add("Subject", before.Subject, now.Subject).Add("Text", before.Body, now.Body).ToString());
                return Result.Done;
            }
        );
}
