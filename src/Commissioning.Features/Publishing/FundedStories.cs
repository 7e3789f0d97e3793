using Commissioning.Domain;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Publishing;

/// <summary>The newest published projects, for the home page: the words that the office published, and a photograph if there is
/// one.</summary>
public sealed class FundedStories(Db db)
{
    private const int Most = 3;
    private const int MostLetters = 180;

    public sealed record Story(
        Guid Award,
        string Reference,
        string Project,
        string Organisation,
        Money Amount,
        string Words,
        Guid? Photo,
        string Caption
    );

    public Task<IReadOnlyList<Story>> NewestAsync() =>
        db.ReadAsync(async work =>
        {
            var awards = new List<Guid>();
            await work.PageAsync(NewestSql, 0, Most, row => awards.Add(Guid.Parse(row.GetValue(0).ToString()!)));
            var stories = new List<Story>();
            foreach (var award in awards)
            {
                var page = await PublicProject.GetAsync(work, award, published: true);
                var (project, photo) = (page.Project, page.Photos.Count > 0 ? page.Photos[0] : null);
                stories.Add(
                    new(
                        award,
                        project.Reference,
                        project.ProjectName,
                        project.Organisation,
                        project.Amount,
                        Sentences.Beginning(project.PublicSummary ?? project.Summary, MostLetters),
                        photo?.Id,
                        photo?.PublicCaption ?? ""
                    )
                );
            }
            return (IReadOnlyList<Story>)stories;
        });

    private const string NewestSql =
        $"select w.Id {PublicGrants.FromSql} where {PublicGrants.IsPublicSql} and p.NameShown = 1 and w.PublishedAt is not null and w.EndedHow = 'Closed' order by w.PublishedAt desc, w.Id";
}
