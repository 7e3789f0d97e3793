using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Funds;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Funds;

/// <summary>A fund's own text of a message to applicants.</summary>
public sealed class SaveMessage(Db db)
{
    public async Task<Result> RunAsync(Actor actor, Guid fund, MessageKind kind, string? subject, string? body)
    {
        if (MessageRules.WhyWrong(kind, subject, body) is { Count: > 0 } refusals)
            return Result.Of(refusals);
        return await db.ChangeAsync(
            actor,
            AuditAction.MessageChanged,
            fund,
            async work =>
            {
                var row = new
                {
                    fund,
                    kind,
                    Subject = subject!.Trim(),
                    Body = body!.Trim().ReplaceLineEndings("\n"),
                    By = actor.Id,
                    work.Now,
                };
                var before = await MessageQueries.GetAsync(work, fund, kind);
                if (
                    await work.ExecuteAsync(
                        "update MessageTemplate set Subject = @Subject, Body = @Body, ChangedBy = @By, ChangedAt = @Now where FundId = @fund and Kind = @kind",
                        row
                    ) == 0
                )
                    await work.ExecuteAsync(
                        "insert into MessageTemplate (FundId, Kind, Subject, Body, ChangedBy, ChangedAt) values (@fund, @kind, @Subject, @Body, @By, @Now)",
                        row
                    );
                work.Note(MessageRules.Of(kind).Title);
                work.Note(new Changes().Add("Subject", before.Subject, row.Subject).Add("Text", before.Body, row.Body).ToString());
                return Result.Done;
            }
        );
    }
}
