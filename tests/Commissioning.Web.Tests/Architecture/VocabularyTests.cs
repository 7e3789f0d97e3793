using System.Text.RegularExpressions;
using Commissioning.Testing;

namespace Commissioning.Web.Tests.Architecture;

/// <summary>One word for each thing: words that were given up do not return, in names, sentences or comments.</summary>
public sealed partial class VocabularyTests
{
    /// <summary>The words given up, and what is said instead. Invented texts of applicants (db/seed) may use any word.</summary>
    private static readonly Dictionary<string, string> Retired = new()
    {
        ["bi" + "d"] = "application",
        ["bi" + "ds"] = "applications",
        ["score" + "r"] = "assessor",
        ["score" + "rs"] = "assessors",
        ["gat" + "e"] = "pass/fail criterion",
        ["gat" + "es"] = "pass/fail criteria",
        ["sea" + "l"] = "submit, or encrypt",
        ["sea" + "ls"] = "submits, or encrypts",
        ["unsea" + "l"] = "reopen",
        ["speake" + "r"] = "area contact",
        ["speake" + "rs"] = "area contacts",
        ["nough" + "t"] = "zero",
        ["nough" + "ts"] = "zeros",
        ["stretche" + "s"] = "periods",
    };

    [Fact]
    public void Retired_words_are_used_in_no_source_script_or_document()
    {
        var found =
            from folder in new[] { "src", "tests", Path.Combine("db", "migrations"), "wwwroot-assets" }
            from file in Directory.EnumerateFiles(Repository.File(folder), "*", SearchOption.AllDirectories)
            where Path.GetExtension(file) is ".cs" or ".cshtml" or ".sql" or ".md" or ".js" or ".scss"
            where !Generated().IsMatch(file)
            from word in Words().Matches(File.ReadAllText(file)).Select(match => match.Value.ToLowerInvariant()).Distinct()
            where Retired.ContainsKey(word)
            select $"{Path.GetFileName(file)} says {word}: say {Retired[word]}";
        Assert.Empty(found);
    }

    [GeneratedRegex(@"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")]
    private static partial Regex Words();

    [GeneratedRegex(@"[/\\](bin|obj|node_modules|wwwroot)[/\\]")]
    private static partial Regex Generated();
}
