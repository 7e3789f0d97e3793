using Commissioning.Domain.Applications;
using Commissioning.Domain.Documents;
using Commissioning.Domain.Funds;

namespace Commissioning.Domain.Tests.Applications;

/// <summary>A question whose answer is a file.</summary>
public sealed class FileQuestionTests
{
    private static readonly Question Plan = new()
    {
        Id = Guid.CreateVersion7(),
        Position = 1,
        Section = "Site",
        Code = "plan",
        Wording = "What does the site look like?",
        WordLimit = 0,
        Required = true,
        Kind = QuestionKind.File,
        Settings = new() { Endings = [".pdf"], MostMegabytes = 2 },
    };

    private static string[] Wrong(Question question, string? answer) =>
        AnswerRules.WhyWrong(question, answer, _ => null).Select(refusal => $"{refusal.Field}: {refusal.Sentence}").ToArray();

    [Fact]
    public void A_required_file_that_is_missing_is_named_at_its_box()
    {
        Assert.Equal(["File: Add a file: What does the site look like?"], Wrong(Plan, null));
        Assert.Empty(Wrong(Plan, "site.pdf"));
        Assert.Empty(Wrong(Plan with { Required = false }, null));
    }

    [Fact]
    public void A_file_is_not_saved_as_text() => Assert.Equal("Choose a file", AnswerRules.WhyNotStorable(Plan, "site.pdf")!.Sentence);

    [Fact]
    public void A_file_has_a_page_of_its_own()
    {
        var number = Plan with { Code = "number", Kind = QuestionKind.Number };
        Assert.Equal([1, 1, 1], FormPages.Of([number, Plan, number with { Code = "other" }]).Select(page => page.Count));
    }

    [Fact]
    public void A_file_of_another_kind_or_size_is_refused_with_the_limits_of_the_question()
    {
        var kind = DocumentKind.OfQuestion(Plan);
        Assert.Equal(
            "site.png is not a kind of file we accept for \"What does the site look like?\". Save it as .pdf.",
            UploadRules.WhyNotAccepted(kind, "site.png", 10, "File")!.Sentence
        );
        Assert.Equal(
            "site.pdf is 3.0 MB; the limit for \"What does the site look like?\" is 2 MB. Save a smaller copy, or split it.",
            UploadRules.WhyNotAccepted(kind, "site.pdf", 3 * 1024 * 1024, "File")!.Sentence
        );
        Assert.Null(UploadRules.WhyNotAccepted(kind, "site.pdf", 10, "File"));
    }

    [Fact]
    public void A_form_may_ask_only_for_files_that_the_portal_accepts()
    {
        string[] Faults(QuestionSettings settings) =>
            FormRules.WhyFormIsWrong([Plan with { Settings = settings }], []).Select(refusal => refusal.Sentence).ToArray();

        Assert.Empty(Faults(Plan.Settings));
        Assert.Equal(
            ["Choose the kinds of file of \"What does the site look like?\" from .pdf, .docx, .xlsx, .jpg, .jpeg, .png"],
            Faults(new() { Endings = [".exe"] })
        );
        Assert.Equal(["Enter a size from 1 to 10 MB for \"What does the site look like?\""], Faults(new() { MostMegabytes = 11 }));
    }

    [Fact]
    public void A_file_is_not_asked_for_again_as_an_answer()
    {
        Assert.Equal(
            "\"What does the site look like?\" is answered with a file. Ask for one of the documents instead, and say in the reason what you need.",
            ChangeRequestRules.WhyCannotAskAgain(Plan)!.Sentence
        );
        Assert.Null(ChangeRequestRules.WhyCannotAskAgain(Plan with { Kind = QuestionKind.Number }));
    }
}
