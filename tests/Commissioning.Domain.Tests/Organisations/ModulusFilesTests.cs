using Commissioning.Domain.Organisations;

namespace Commissioning.Domain.Tests.Organisations;

public sealed class ModulusFilesTests
{
    private const string Weights = "089000 089999 MOD10 0 0 0 0 0 0 7 1 3 7 1 3 7 1\r\n";
    private const string Substitutions = "938600 938611\r\n";
    private const string Page = "\n<!DOCTYPE html><html><body>Not found</body></html>";

    [Theory]
    [InlineData("valacdos.txt", "scsubtab.txt")]
    [InlineData("scsubtab.txt", "valacdos.txt")] // the names are swapped
    [InlineData("a", "b.csv")]
    public void The_two_files_are_known_by_what_is_in_them(string first, string second)
    {
        var (weights, substitutions, faults) = ModulusFiles.Read([(first, Weights), (second, Substitutions), ("note.txt", "Read me")]);
        Assert.Empty(faults);
        Assert.Equal((first, Weights), weights);
        Assert.Equal(Substitutions, substitutions);
        Assert.Equal((second, Weights), ModulusFiles.Read([(first, Substitutions), (second, Weights)]).Weights);
    }

    [Fact]
    public void A_missing_second_or_foreign_file_is_named()
    {
        static IReadOnlyList<string> Faults(params (string Name, string Text)[] files) => ModulusFiles.Read(files).Faults;
        Assert.Equal(["Choose both files, valacdos.txt and scsubtab.txt, or a zip of them"], Faults());
        Assert.Equal(["Add the sort code substitutions, such as scsubtab.txt. Only the weight table is here."], Faults(("a", Weights)));
        Assert.Equal(
            ["Add the weight table, such as valacdos.txt. Only the sort code substitutions are here."],
            Faults(("a", Substitutions))
        );
        Assert.Equal(
            [
                "valacdos.txt is a web page. Download the table itself from Pay.UK, and choose that file.",
                "Add the weight table, such as valacdos.txt. Only the sort code substitutions are here.",
            ],
            Faults(("valacdos.txt", Page), ("scsubtab.txt", Substitutions))
        );
        Assert.Equal(["a is a second weight table. Choose one."], Faults(("b", Weights), ("a", Weights), ("c", Substitutions)));
        Assert.Equal(
            [
                "a is empty",
                "b is neither the weight table nor the sort code substitutions. Each line of these starts with two sort codes of six digits.",
            ],
            Faults(("a", " \n"), ("b", "12345 123456 MOD10"))
        );
    }

    [Fact]
    public void The_weight_table_says_that_it_is_missing_or_old()
    {
        var today = new DateOnly(2026, 11, 30);
        Assert.StartsWith("No weight table is loaded", new ModulusTableAge(null, null, today).Warning, StringComparison.Ordinal);
        Assert.Null(new ModulusTableAge("8.20", today.AddDays(-180), today).Warning);
        Assert.Equal(
            "In use: 8.20, valid from 29 November 2026 (1 day ago).",
            new ModulusTableAge("8.20", today.AddDays(-1), today).InWords
        );
        Assert.Equal(
            "The weight table in use, 8.20, is valid from 2 June 2026. It is 181 days old, so newer sort codes are not checked.",
            new ModulusTableAge("8.20", today.AddDays(-181), today).Warning
        );
    }
}
