using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Awards;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Awards;

/// <summary>Adds a version of a letter of a fund and keeps the earlier ones.</summary>
public sealed class SaveLetterTemplate(Db db)
{
    public async Task<Result> RunAsync(Actor actor, Guid fund, LetterKind kind, string? title, string? body)
    {
        if (LetterTemplateRules.WhyWrong(kind, title, body) is { Count: > 0 } refusals)
            return Result.Of(refusals);
        return await db.ChangeAsync(
            actor,
            AuditAction.LetterTemplateSaved,
            fund,
            async work =>
            {
                var number = await work.ScalarAsync<int>(
                    "select coalesce(max(Version), 0) + 1 from LetterTemplate where FundId = @fund and Kind = @kind",
                    new { fund, kind }
                );
                var before = await work.FirstOrDefaultAsync<FundLetterQueries.Version>(
                    FundLetterQueries.VersionsSql + " and t.Kind = @kind order by t.Version desc",
                    new { fund, kind }
                );
                await work.ExecuteAsync(
                    "insert into LetterTemplate (Id, FundId, Kind, Version, Title, Body, WrittenBy, WrittenAt) values (@Id, @fund, @kind, @number, @Title, @Body, @By, @Now)",
                    new
                    {
                        Id = Guid.CreateVersion7(),
                        fund,
                        kind,
                        number,
                        Title = title!.Trim(),
                        Body = body!.Trim().ReplaceLineEndings("\n"),
                        By = actor.Id,
                        work.Now,
                    }
                );
                work.Note($"{kind.Name()}, version {number}");
                work.Note(new Changes(isNew: before is null).Add("Title", before?.Title, title).Add("Text", before?.Body, body).ToString());
                return Result.Done;
            }
        );
    }
}
