using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Messages;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Messages;

/// <summary>Adds a version of a message of a fund, or of the whole office, and keeps the earlier ones. It is not used before a second
/// person approves it.</summary>
public sealed class SaveMessage(Db db)
{
    /// <param name="fund">Null for a message that has one text for the whole office.</param>
    public async Task<Result> RunAsync(Actor actor, Guid? fund, MessageKind kind, string? subject, string? body)
    {
        var message = MessageCatalogue.Of(kind);
        if (MessageRules.WhyWrong(kind, subject, body) is { Count: > 0 } refusals)
            return Result.Of(refusals);
        if (message.ByFund != fund is not null)
            throw new NotFoundException("No such message");
        return await db.ChangeAsync(
            actor,
            AuditAction.MessageSaved,
            fund ?? Guid.Empty,
            async work =>
            {
                var before = (await MessageQueries.VersionsAsync(work, fund, kind)).FirstOrDefault();
                var (was, wasBody) = (before?.Subject ?? message.Subject, before?.Body ?? message.Body);
                if (subject!.Trim() == was.Trim() && body!.Trim().ReplaceLineEndings("\n") == wasBody.Trim().ReplaceLineEndings("\n"))
                    return new Refusal("Nothing was changed, so there is no new version", nameof(body));
                var row = new
                {
                    Id = Guid.CreateVersion7(),
                    fund,
                    kind,
                    Number = (before?.Number ?? 0) + 1,
                    Subject = subject!.Trim(),
                    Body = body!.Trim().ReplaceLineEndings("\n"),
                    By = actor.Id,
                    work.Now,
                };
                await work.ExecuteAsync(
                    "insert into MessageTemplate (Id, FundId, Kind, Version, Subject, Body, WrittenBy, WrittenAt) values (@Id, @fund, @kind, @Number, @Subject, @Body, @By, @Now)",
                    row
                );
                work.Note($"{message.Title}, version {row.Number}");
                work.Note(new Changes().Add("Subject", was, row.Subject).Add("Text", wasBody, row.Body).ToString());
                return Result.Done;
            }
        );
    }
}
