using System.Text.RegularExpressions;
using Commissioning.Testing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Commissioning.Adapters.Tests.Documents;

/// <summary>Most builds cannot restore QuestPDF, so the compiler reads its adapter without it: every name in it that is ours must
/// exist.</summary>
public sealed partial class QuestPdfSourceTests
{
    // QuestPDF's names. Add new ones here; a name of ours that is not found is a fault.
    private static readonly HashSet<string> Theirs =
    [
        "QuestPDF",
        "Color",
        "ColumnDescriptor",
        "Document",
        "DocumentMetadata",
        "DocumentSettings",
        "FontManager",
        "IContainer",
        "LicenseType",
        "PDFA_Conformance",
        "PDFUA_Conformance",
        "PageSizes",
        "TableDescriptor",
        "TextDescriptor",
        "Unit",
    ];

    [Fact]
    public void The_QuestPDF_adapter_uses_only_names_that_exist_in_the_portal() => Assert.Empty(UnknownNames(Source()));

    [Theory]
    [InlineData("letter.Blocks.Count", "letter.Parts.Count")] // Inside an argument to QuestPDF.
    [InlineData("case WritingSpace space", "case WritingRoom space")]
    [InlineData(": IPdfWriter", ": IPdfPrinter")]
    [InlineData("options.FontsFolder", "options.FontFolder")]
    public void The_QuestPDF_source_check_finds_a_name_that_no_longer_exists(string now, string changed)
    {
        Assert.Contains(now, Source(), StringComparison.Ordinal);
        Assert.NotEmpty(UnknownNames(Source().Replace(now, changed, StringComparison.Ordinal)));
    }

    private static string Source() => File.ReadAllText(Repository.File("src", "Commissioning.QuestPdf", "QuestPdfWriter.cs"));

    private static List<string> UnknownNames(string source)
    {
        var usings = CSharpSyntaxTree.ParseText(
            "global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq; global using System.Threading; global using System.Threading.Tasks;"
        );
        var tree = CSharpSyntaxTree.ParseText(source);
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Select(file => MetadataReference.CreateFromFile(file));
        var compilation = CSharpCompilation.Create(
            "Commissioning.QuestPdf",
            [usings, tree],
            references,
            new(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable)
        );
        var errors = compilation
            .GetDiagnostics()
            .Where(found => found.Severity == DiagnosticSeverity.Error && !IsTheirs(found))
            .Select(found => found.ToString());
        // Inside arguments of unknown methods the compiler reports nothing, so members of our types are looked up one by one.
        var model = compilation.GetSemanticModel(tree);
        var members = tree.GetRoot()
            .DescendantNodes()
            .OfType<MemberAccessExpressionSyntax>()
            .Where(access =>
                model.GetTypeInfo(access.Expression).Type is { TypeKind: not TypeKind.Error }
                && model.GetSymbolInfo(access.Name) is { Symbol: null, CandidateSymbols.IsEmpty: true }
            )
            .Select(access => $"{access}: {model.GetTypeInfo(access.Expression).Type} has no {access.Name}");
        return [.. errors, .. members];
    }

    private static bool IsTheirs(Diagnostic found) =>
        found.Id is "CS0246" or "CS0103" or "CS0400"
        && Quoted().Match(found.GetMessage(System.Globalization.CultureInfo.InvariantCulture)).Groups[1].Value is var name
        && Theirs.Contains(name);

    [GeneratedRegex("'([A-Za-z_]+)'")]
    private static partial Regex Quoted();
}
