using Commissioning.Domain;
using Commissioning.Domain.Awards;
using Commissioning.Features.Funds;
using Commissioning.Platform.Data;
using Commissioning.Platform.Documents;

namespace Commissioning.Features.Awards;

/// <summary>Fills a draft template with an application's data, or with samples. Nothing is saved.</summary>
public sealed class PreviewLetterTemplate(Db db, Office office)
{
    /// <param name="subject">One of the applications of <see cref="FundLetterQueries.GetAsync"/>; null for the samples.</param>
    public Task<LetterDocument> RunAsync(Guid fund, LetterKind kind, string title, string body, Guid? subject) =>
        db.ReadAsync(async work =>
        {
            var builder = new LetterBuilder(office);
            var content =
                subject is null ? LetterSamples.Of(kind)
                : (await FundLetterQueries.ApplicationsAsync(work, fund, kind)).FirstOrDefault(application =>
                    application.SubjectId == subject
                )
                    is { } found
                    ? await builder.ContentAsync(work, kind, found.ApplicationId, found.SubjectId, LondonTime.DateOf(work.Now))
                : throw new NotFoundException("No such application of this fund");
            return LetterBuilder.Document(
                kind,
                title,
                body,
                content,
                LondonTime.DateOf(work.Now),
                await Letterheads.OfAsync(work, office, fund)
            );
        });
}
