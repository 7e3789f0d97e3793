using System.Text.RegularExpressions;
using Commissioning.Platform.Data;
using Commissioning.Testing;
using Commissioning.Web.TagHelpers;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Commissioning.Web.Tests.Architecture;

/// <summary>The pages, read for forms that could be sent twice and count twice, or that the portal would refuse for want of its
/// token.</summary>
public sealed partial class FormNumberTests
{
    private const string Draft = "A draft is saved again and again; its version shows what a colleague saved meanwhile";
    private const string SignIn =
        "To sign in, or to secure one's own account, must never be refused as a repetition; codes and links work once";

    /// <summary>How many forms of a page have no number, and why.</summary>
    private static readonly Dictionary<string, (int Forms, string Why)> WithoutNumber = new()
    {
        ["Accounts/Authenticator.cshtml"] = (3, SignIn),
        ["Accounts/CheckEmail.cshtml"] = (3, SignIn),
        ["Accounts/Passkeys.cshtml"] = (2, SignIn),
        ["Accounts/Password.cshtml"] = (1, SignIn),
        ["Accounts/SavedForm.cshtml"] = (1, "It sends what was typed before the session ended, with the number that form had"),
        ["Accounts/Sessions.cshtml"] = (2, SignIn),
        ["Accounts/SignIn.cshtml"] = (3, SignIn),
        ["Accounts/SignInCode.cshtml"] = (1, SignIn),
        ["Accounts/SignInLink.cshtml"] = (2, SignIn),
        ["Accounts/SignOut.cshtml"] = (1, SignIn),
        ["Accounts/StaffSignIn.cshtml"] = (1, SignIn),
        ["Applications/Answer.cshtml"] = (1, Draft),
        ["Applications/Budget.cshtml"] = (1, Draft),
        ["Applications/ChangedAnswer.cshtml"] = (1, Draft),
        ["Applications/ChangedBudget.cshtml"] = (1, Draft),
        ["Applications/ChangedOutcomes.cshtml"] = (1, Draft),
        ["Applications/ChangedProfileQuestion.cshtml"] = (1, Draft),
        ["Applications/ChangedProject.cshtml"] = (1, Draft),
        ["Applications/Outcomes.cshtml"] = (1, Draft),
        ["Applications/ProfilePage.cshtml"] = (1, Draft),
        ["Applications/Project.cshtml"] = (1, Draft),
        ["Applications/TestForm.cshtml"] = (1, "It stores nothing but its audit entry"),
        ["Audit/Verify.cshtml"] = (1, "It reads and changes nothing"),
        ["Error.cshtml"] = (1, "It sends again what could not be saved, with the number that form had"),
        ["Decisions/CrimeReasons.cshtml"] = (1, Draft),
        ["Decisions/Decide.cshtml"] = (1, "A draft is saved again and again; a round is decided once, and a second time is told by whom"),
        ["Decisions/Comment.cshtml"] = (1, Draft),
        ["Decisions/Recommend.cshtml"] = (1, Draft),
        ["Funds/OpeningAlert.cshtml"] = (2, "To confirm or to stop twice is the same as once"),
        ["Moderation/Application.cshtml"] = (1, "It chooses what the shared screen shows, as often as the chair wishes"),
        ["Monitoring/Part.cshtml"] = (1, Draft),
        ["Payments/Export.cshtml"] = (1, "The answer is a download, after which the page stays and may be asked again"),
        ["Payments/Run.cshtml"] = (1, "The answer is a download, after which the page stays and may be asked again"),
        ["Scoring/Sheet.cshtml"] = (1, Draft),
    };

    [Fact]
    public void Every_form_that_is_posted_has_a_number_except_those_listed()
    {
        var forms = Forms().ToList();
        Assert.True(forms.Count > 190, $"Only {forms.Count} forms were found; the search is broken");
        Assert.Equal(
            WithoutNumber.Select(pair => $"{pair.Key}: {pair.Value.Forms}").Order(StringComparer.Ordinal),
            forms
                .Where(form => form.Tag.Contains(" once=\"false\"", StringComparison.Ordinal))
                .CountBy(form => form.Page)
                .Select(pair => $"{pair.Key}: {pair.Value}")
                .Order(StringComparer.Ordinal)
        );
    }

    /// <summary>Otherwise the text kept on the device would differ from the server's each time the page is shown.</summary>
    [Fact]
    public void The_script_that_keeps_what_was_typed_passes_over_the_number()
    {
        Assert.StartsWith("__", FormNumber.Field, StringComparison.Ordinal);
        Assert.Contains(
            "!name.startsWith(\"__\")",
            File.ReadAllText(Repository.File("wwwroot-assets", "js", "autosave.js")),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_form_sent_by_a_script_has_no_number() =>
        Assert.All(
            Forms().Where(form => SentByScript().IsMatch(form.Tag)),
            form => Assert.Contains(" once=\"false\"", form.Tag, StringComparison.Ordinal)
        );

    [Fact]
    public void Each_form_has_a_number_of_its_own_and_the_attribute_is_not_written()
    {
        var (one, other, without) = (Written(true), Written(true), Written(false));
        Assert.Matches("^<form method=\"post\"><input type=\"hidden\" name=\"__FormNumber\" value=\"[0-9a-f-]{36}\"></form>$", one);
        Assert.NotEqual(one, other);
        Assert.Equal("<form method=\"post\"></form>", without);
    }

    private static string Written(bool once)
    {
        var output = new TagHelperOutput(
            "form",
            [new("method", "post")],
            (_, _) => Task.FromResult<TagHelperContent>(new DefaultTagHelperContent())
        );
        new FormNumberTagHelper { Once = once }.Process(new TagHelperContext([], new Dictionary<object, object>(), "form"), output);
        using var writer = new StringWriter();
        output.WriteTo(writer, System.Text.Encodings.Web.HtmlEncoder.Default);
        return writer.ToString();
    }

    private static IEnumerable<(string Page, string Tag)> Forms()
    {
        var pages = Repository.File("src", "Commissioning.Web", "Pages");
        foreach (var file in Directory.EnumerateFiles(pages, "*.cshtml", SearchOption.AllDirectories))
        {
            var (page, text) = (Path.GetRelativePath(pages, file).Replace('\\', '/'), File.ReadAllText(file));
            foreach (Match form in Form().Matches(text))
            {
                if (form.Value.Contains("method=\"get\"", StringComparison.Ordinal))
                    continue;
                Assert.Contains("method=\"post\"", form.Value, StringComparison.Ordinal);
                // Razor gives a start tag that is written on its own to no tag helper.
                if (text[..form.Index].EndsWith("@:", StringComparison.Ordinal))
                {
                    var first = text[form.Index..].Split('}')[0];
                    Assert.Contains("@Html.FormNumber()", first, StringComparison.Ordinal);
                    Assert.Contains("@Html.AntiForgeryToken()", first, StringComparison.Ordinal);
                }
                // Razor adds the token only to forms without an address of their own; what is sent again has its first one.
                else if (form.Value.Contains(" action=", StringComparison.Ordinal) && page != "Error.cshtml")
                    Assert.Contains("asp-antiforgery=\"true\"", form.Value, StringComparison.Ordinal);
                yield return (page, form.Value);
            }
        }
    }

    [GeneratedRegex("<form\\b[^\\n]*")]
    private static partial Regex Form();

    [GeneratedRegex(" data-(autosave=\"[^\"]|passkey)")]
    private static partial Regex SentByScript();
}
