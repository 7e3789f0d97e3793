using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Documents;
using Commissioning.Domain.Funds;
using Commissioning.Platform.Data;
using Commissioning.Platform.Files;

namespace Commissioning.Features.Funds;

/// <summary>Changes what a fund's letters show above and below their words. Letters that are made keep what they have.</summary>
public sealed class SaveLetterhead(Db db, FileStore files, TimeProvider clock)
{
    /// <param name="logo">A new logo; null: the one there is.</param>
    /// <param name="without">Take the logo away.</param>
    public async Task<Result> RunAsync(Actor actor, Guid fund, Letterhead typed, Upload? logo, bool without)
    {
        var wrong = LetterheadRules.WhyWrong(typed).ToList();
        if (logo is not null && LetterheadRules.WhyNotLogo(logo.Name, logo.ContentType, logo.Content, nameof(logo)) is { } refused)
            wrong.Add(refused);
        if (wrong.Count > 0)
            return Result.Of(wrong);
        var stored = logo is null ? null : await files.WriteAsync(actor, logo, clock.UtcNow());
        return await db.ChangeAsync(
            actor,
            AuditAction.LetterheadSaved,
            fund,
            async work =>
            {
                await FundQueries.GetAsync(work, fund);
                var before = await Letterheads.FindAsync(work, fund);
                var after = typed with { LogoFileId = without ? null : stored?.Id ?? before.LogoFileId };
                if (stored is not null)
                    await work.ExecuteAsync(FileStore.InsertSql, stored);
                var row = new
                {
                    fund,
                    after.WebAddress,
                    after.SignatoryName,
                    after.SignatoryTitle,
                    after.ContactName,
                    after.ContactTitle,
                    after.ContactPhone,
                    after.LogoFileId,
                    By = actor.Id,
                    work.Now,
                };
                await work.ExecuteAsync("delete from FundLetterhead where FundId = @fund", row);
                await work.ExecuteAsync(
                    "insert into FundLetterhead (FundId, WebAddress, SignatoryName, SignatoryTitle, ContactName, ContactTitle, ContactPhone, LogoFileId, ChangedBy, ChangedAt) values (@fund, @WebAddress, @SignatoryName, @SignatoryTitle, @ContactName, @ContactTitle, @ContactPhone, @LogoFileId, @By, @Now)",
                    row
                );
                var changed = new Changes()
                    .Add("Web address", before.WebAddress, after.WebAddress)
                    .Add("Whose signature has a title", before.SignatoryName, after.SignatoryName)
                    .Add("Title of that person", before.SignatoryTitle, after.SignatoryTitle)
                    .Add("Officer to ask", before.ContactInWords(""), after.ContactInWords(""))
                    .Add(
                        "Logo",
                        before.LogoFileId is null ? null : "a file",
                        stored is null ? (after.LogoFileId is null ? null : "a file") : logo!.Words(stored)
                    );
                work.Note(changed.ToString());
                return Result.Done;
            }
        );
    }
}
