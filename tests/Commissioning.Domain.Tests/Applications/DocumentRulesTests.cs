using Commissioning.Domain.Applications;
using Commissioning.Domain.Funds;
using Commissioning.Domain.Organisations;

namespace Commissioning.Domain.Tests.Applications;

public sealed class DocumentRulesTests
{
    private static readonly DocumentKind Constitution = new()
    {
        Id = Guid.CreateVersion7(),
        Position = 1,
        Name = "Governing document",
        Required = true,
        Settings = new() { NotNeededFrom = ["School or college"] },
    };

    private static readonly DocumentKind Policy = new()
    {
        Id = Guid.CreateVersion7(),
        Position = 2,
        Name = "Safeguarding policy",
        Required = false,
        Settings = new() { RequireWhen = [new("children", ConditionTest.Is, "Yes")] },
    };

    [Fact]
    public void A_list_of_documents_says_of_whom_each_is_needed_and_why()
    {
        IReadOnlyList<Question> questions =
        [
            new()
            {
                Id = Guid.CreateVersion7(),
                Position = 1,
                Section = "Safety",
                Code = "children",
                Kind = QuestionKind.YesNo,
                Wording = "Will children take part?",
                WordLimit = 0,
                Required = true,
            },
        ];
        Assert.Equal(" (not from a school or college)", DocumentDescription.WhoNeeds(Constitution, questions));
        Assert.Equal(", if the answer to \"Will children take part?\" is Yes", DocumentDescription.WhoNeeds(Policy, questions));
        Assert.Equal(" (optional)", DocumentDescription.WhoNeeds(Policy with { Settings = new() }, questions));
        Assert.Equal(
            "Needed because the answer to \"Will children take part?\" is Yes.",
            DocumentDescription.WhyNeeded(Policy, questions, needed: true)
        );
        Assert.Equal(
            "Needed only if the answer to \"Will children take part?\" is Yes.",
            DocumentDescription.WhyNeeded(Policy, questions, needed: false)
        );
        Assert.Null(DocumentDescription.WhyNeeded(Constitution, questions, needed: true));
    }

    [Theory]
    [InlineData("Charity", "No", false, false, DocumentsState.ToDo, "Add Governing document")]
    [InlineData("Charity", "Yes", false, false, DocumentsState.ToDo, "Add Governing document|Add Safeguarding policy")]
    [InlineData("Charity", "Yes", true, false, DocumentsState.ToDo, "Add Safeguarding policy")]
    [InlineData("Charity", "Yes", true, true, DocumentsState.Done, "")]
    [InlineData("Charity", "No", true, false, DocumentsState.Done, "")]
    [InlineData("School or college", "No", false, false, DocumentsState.Optional, "")]
    [InlineData("School or college", null, false, false, DocumentsState.NothingNeededYet, "")]
    [InlineData("School or college", "Yes", false, false, DocumentsState.ToDo, "Add Safeguarding policy")]
    [InlineData(null, "No", false, false, DocumentsState.ToDo, "Add Governing document")]
    public void Missing_documents_are_named_and_decide_the_state_of_their_part(
        string? organisation,
        string? children,
        bool constitution,
        bool policy,
        DocumentsState state,
        string missing
    )
    {
        var content = new ApplicationContent
        {
            Project = new(),
            Answers = new Dictionary<Guid, string>(),
            Budget = [],
            Outcomes = [],
            OrganisationKind = OrganisationKinds.Default.Find(organisation),
            DocumentKinds = [.. constitution ? [Constitution.Id] : Array.Empty<Guid>(), .. policy ? [Policy.Id] : Array.Empty<Guid>()],
        };
        string? Answer(string code) => code == "children" ? children : null;
        Assert.Equal(state, DocumentRules.StateOf([Constitution, Policy], content, Answer));
        Assert.Equal(
            missing,
            string.Join('|', DocumentRules.WhyMissing([Constitution, Policy], content, Answer).Select(refusal => refusal.Sentence))
        );
    }

    [Fact]
    public void Documents_that_are_never_needed_are_optional() =>
        Assert.Equal(
            DocumentsState.Optional,
            DocumentRules.StateOf(
                [Policy with { Settings = new() }],
                new()
                {
                    Project = new(),
                    Answers = new Dictionary<Guid, string>(),
                    Budget = [],
                    Outcomes = [],
                    DocumentKinds = [],
                },
                _ => null
            )
        );

    [Theory]
    [InlineData("2025-03-03", "2026-03-03", null)]
    [InlineData("2020-03-03", "2026-03-03", null)] // Its own date counts, however old it is.
    [InlineData("2025-03-03", "2026-03-02", "The safeguarding policy that we have was good until 2 March 2026. Add the new one.")]
    [InlineData("2025-03-03", null, null)]
    [InlineData("2025-03-02", null, "The safeguarding policy that we have is of 2 March 2025. Add the one that is in force now.")]
    public void An_earlier_document_is_used_again_while_it_is_in_date(string added, string? expires, string? sentence) =>
        Assert.Equal(
            sentence,
            DocumentRules
                .WhyCannotUseAgain(
                    "Safeguarding policy",
                    DateOnly.Parse(added),
                    expires is null ? null : DateOnly.Parse(expires),
                    12,
                    new(2026, 3, 3)
                )
                ?.Sentence
        );
}
