using Commissioning.Domain;
using Commissioning.Domain.Applications;
using Commissioning.Domain.Funds;
using Commissioning.Features.Funds;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Applications;

/// <summary>One application with everything written so far, what is missing, and the progress of each section.</summary>
public sealed class MyApplication(Db db)
{
    /// <param name="Recalled">What was sent and taken back last; null: it was never sent.</param>
    public sealed record ApplicationTasks(
        Application Application,
        RoundSetup Setup,
        ApplicationContent Content,
        IReadOnlyList<Gap> Gaps,
        EarlierCopies.Earlier? Recalled
    )
    {
        /// <summary>Keys of the parts and questions that were saved.</summary>
        public IReadOnlySet<string> Saved { get; init; } = new HashSet<string>();

        /// <summary>Whether a part holds what was copied from an earlier application, and nobody has touched it.</summary>
        public bool IsAsCopied(Section section) =>
            Application.IsCopied
            && ApplicationRules.IsBegun(section, Content, Setup.Questions)
            && !Saved.Contains(section.Key)
            && !Setup.Questions.Any(question =>
                Section.OfQuestions(question.Section) == section && Saved.Contains(Section.OfQuestion(question).Key)
            );

        public IReadOnlyList<Section> Sections => Section.Of(Setup, Content.Given);

        /// <summary>What is missing or wrong in one part.</summary>
        public IEnumerable<Refusal> GapsOf(Section section) => Gaps.Where(gap => gap.Section == section).Select(gap => gap.Refusal);

        /// <summary>About how many minutes the parts take that are not done.</summary>
        public int MinutesLeft =>
            Sections.Where(part => ProgressOf(part) != SectionProgress.Completed).Sum(part => FormMinutes.Of(part, Setup, Content.Given));

        /// <summary>The part to go on with after this one: the next that is not done, or need not be filled in; null: all are
        /// done.</summary>
        public Section? After(Section section) =>
            Sections
                .SkipWhile(part => part != section)
                .Skip(1)
                .Concat(Sections.Where(part => part != section && part != Section.Documents))
                .FirstOrDefault(part => part == Section.Documents || ProgressOf(part) != SectionProgress.Completed);

        public SectionProgress ProgressOf(Section section) => ApplicationRules.ProgressOf(section, Content, Gaps, Setup.Questions);
    }

    public Task<ApplicationTasks> GetAsync(Actor actor, Guid application) =>
        db.ReadAsync(async work =>
        {
            var found = await ApplicationReader.FindMineAsync(work, actor, application);
            var setup = await RoundReader.GetSetupAsync(work, found.RoundId);
            var content = await ApplicationReader.ContentAsync(work, found);
            return new ApplicationTasks(
                found,
                setup,
                content,
                ApplicationRules.Gaps(setup, content),
                (await EarlierCopies.ListAsync(work, application)).FirstOrDefault()
            )
            {
                Saved = found.IsCopied ? (await SectionDraft.SavedAsync(work, application)).Keys.ToHashSet() : [],
            };
        });
}
