using System.Text.RegularExpressions;
using Commissioning.Testing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Commissioning.Web.Tests.Architecture;

/// <summary>The source as somebody looks for it and reads it: lines that fit, and each type in the file that has its name.</summary>
public sealed partial class LayoutTests
{
    private const int Most = 140;

    private sealed record SourceFile(string Path, string Text)
    {
        public string Name => System.IO.Path.GetFileName(Path).Split('.')[0];
    }

    /// <summary>CSharpier breaks what it can, but no comment and no text.</summary>
    [Fact]
    public void No_line_is_longer_than_140_characters_texts_apart()
    {
        var found =
            from file in Files("*.cs")
            where file.Text.Split('\n').Any(line => line.Length > Most)
            let texts = LinesOfTexts(file.Text)
            from line in file.Text.Split('\n').Index()
            where line.Item.Length > Most && !texts.Contains(line.Index)
            select $"{file.Name}, line {line.Index + 1}";
        Assert.Empty(found);
    }

    /// <summary>A page's model is found by its page.</summary>
    [Fact]
    public void A_type_that_other_files_use_stands_in_the_file_of_its_name()
    {
        var files = Files("*.cs");
        var everywhere = files
            .Concat(Files("*.cshtml"))
            .Select(file => (file.Path, Words: Word().Matches(file.Text).Select(word => word.Value).ToHashSet()))
            .ToList();
        var found =
            from file in files
            where !file.Path.EndsWith(".cshtml.cs", StringComparison.Ordinal)
            from type in TypeName().Matches(file.Text).Select(match => match.Groups[1].Value)
            where type != file.Name && type != $"{file.Name}Attribute" && type != $"{file.Name}Model"
            from other in everywhere.Where(other => other.Path != file.Path && other.Words.Contains(type)).Take(1)
            select $"{type} stands in {file.Name}, and {Path.GetFileName(other.Path)} uses it";
        Assert.Empty(found);
    }

    private static HashSet<int> LinesOfTexts(string source) =>
        CSharpSyntaxTree
            .ParseText(source)
            .GetRoot()
            .DescendantNodes()
            .Where(node => node is LiteralExpressionSyntax or InterpolatedStringExpressionSyntax)
            .Select(node => node.GetLocation().GetLineSpan())
            .SelectMany(span => Enumerable.Range(span.StartLinePosition.Line, span.EndLinePosition.Line - span.StartLinePosition.Line + 1))
            .ToHashSet();

    private static List<SourceFile> Files(string pattern) =>
        new[] { "src", "tests" }
            .SelectMany(folder => Directory.EnumerateFiles(Repository.File(folder), pattern, SearchOption.AllDirectories))
            .Where(file => !Generated().IsMatch(file))
            .Select(file => new SourceFile(file, File.ReadAllText(file)))
            .ToList();

    [GeneratedRegex(@"\w+")]
    private static partial Regex Word();

    /// <summary>Types of a namespace: CSharpier sets them at the beginning of a line.</summary>
    [GeneratedRegex(
        @"^(?:(?:public|internal|static|sealed|abstract|partial|readonly) )*(?:class|record struct|record|struct|enum|interface) (\w+)",
        RegexOptions.Multiline
    )]
    private static partial Regex TypeName();

    [GeneratedRegex(@"[/\\](bin|obj|node_modules)[/\\]")]
    private static partial Regex Generated();
}
