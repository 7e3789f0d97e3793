using Commissioning.Domain.Audit;
using Commissioning.Testing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Commissioning.Web.Tests.Architecture;

/// <summary>The source, read for what each act is called in the audit trail: two acts of one name could not be told apart by an
/// auditor.</summary>
public sealed class AuditActionTests
{
    // One act that has more than one way in, each with the reason.
    private static readonly Dictionary<AuditAction, string> OneActOfSeveralMethods = new()
    {
        [AuditAction.DemonstrationLoaded] = "The demonstration is loaded in parts, and never in production",
        [AuditAction.LettersMadeAgain] = "By the batch, or by the round whose newest batch it is",
        [AuditAction.LettersDated] = "As LettersReleased, for letters of an earlier day",
        [AuditAction.PaymentRequested] = "On the page of its award, or with others that are ready",
        [AuditAction.ReturnReminded] = "On the days of the round's policy, or when an officer wishes",
        [AuditAction.LettersReleased] = "By the batch, or by the round whose newest batch it is",
        [AuditAction.RegisterReadingStarted] = "Queued on the page, or read at once on the command line",
        [AuditAction.RegisterRead] = "Read by the job, or at once on the command line",
        [AuditAction.RegisterFileRefused] = "As RegisterRead",
        [AuditAction.RegisterDoubted] = "As RegisterRead",
        [AuditAction.ProjectFileDownloaded] = "As PDF or ZIP, which the entry says with the hash",
    };

    private sealed record Use(AuditAction Action, string Method);

    [Fact]
    public void An_action_of_the_audit_trail_is_used_by_one_public_method()
    {
        var shared = Uses()
            .GroupBy(use => use.Action)
            .Where(group => group.Select(use => use.Method).Distinct().Count() > 1)
            .ToDictionary(group => group.Key, group => string.Join(", ", group.Select(use => use.Method).Distinct().Order()));
        Assert.Equal([], shared.Where(pair => !OneActOfSeveralMethods.ContainsKey(pair.Key)).Select(pair => $"{pair.Key}: {pair.Value}"));
        Assert.Equal([], OneActOfSeveralMethods.Keys.Except(shared.Keys));
    }

    [Fact]
    public void Every_action_of_the_audit_trail_is_used()
    {
        var used = Uses().Select(use => use.Action).ToHashSet();
        Assert.Equal([], Enum.GetValues<AuditAction>().Except(used));
    }

    [Fact]
    public void Every_action_of_the_audit_trail_fits_its_column() =>
        Assert.All(Enum.GetNames<AuditAction>(), name => Assert.True(name.Length <= 50, name));

    private static List<Use> Uses() =>
        new[] { "Commissioning.Features", "Commissioning.Platform", "Commissioning.Web" }
            .SelectMany(project => Directory.EnumerateFiles(Repository.File("src", project), "*.cs", SearchOption.AllDirectories))
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .Where(file => File.ReadAllText(file).Contains("AuditAction.", StringComparison.Ordinal))
            .SelectMany(file => UsesOf(CSharpSyntaxTree.ParseText(File.ReadAllText(file)).GetRoot()))
            .ToList();

    private static IEnumerable<Use> UsesOf(SyntaxNode root) =>
        from name in root.DescendantNodes().OfType<MemberAccessExpressionSyntax>()
        where name.Expression.ToString() is "AuditAction" or "Domain.Audit.AuditAction" && IsGiven(name)
        from method in PublicMethods(name)
        select new Use(Enum.Parse<AuditAction>(name.Name.ToString()), method);

    /// <summary>Handed over to be written, and not compared with another or named for a question.</summary>
    private static bool IsGiven(MemberAccessExpressionSyntax name) =>
        name.Parent is not BinaryExpressionSyntax and not PatternSyntax
        && !name.Ancestors().OfType<InvocationExpressionSyntax>().Any(call => call.Expression.ToString() == "nameof");

    /// <summary>The method that a name stands in; for a private one the public methods of its class from which it is reached.</summary>
    private static IEnumerable<string> PublicMethods(SyntaxNode name)
    {
        var type = name.Ancestors().OfType<TypeDeclarationSyntax>().First();
        if (name.Ancestors().OfType<MethodDeclarationSyntax>().FirstOrDefault() is not { } method)
            return [$"{type.Identifier}.{name.Ancestors().OfType<PropertyDeclarationSyntax>().First().Identifier}"];
        var methods = type.Members.OfType<MethodDeclarationSyntax>().ToList();
        var reached = new HashSet<MethodDeclarationSyntax> { method };
        var waiting = new Queue<MethodDeclarationSyntax>(reached);
        while (waiting.TryDequeue(out var one))
            if (!IsPublic(one))
                foreach (var caller in methods.Where(other => Calls(other, one) && reached.Add(other)))
                    waiting.Enqueue(caller);
        var open = reached.Where(IsPublic).Select(one => $"{type.Identifier}.{one.Identifier}").Distinct().ToList();
        // Called from another file: an internal rule of one command.
        return open.Count > 0 ? open : [$"{type.Identifier}.{method.Identifier}"];
    }

    private static bool IsPublic(MethodDeclarationSyntax method) => method.Modifiers.Any(SyntaxKind.PublicKeyword);

    private static bool Calls(MethodDeclarationSyntax caller, MethodDeclarationSyntax called) =>
        caller.DescendantNodes().OfType<IdentifierNameSyntax>().Any(name => name.Identifier.Text == called.Identifier.Text);
}
