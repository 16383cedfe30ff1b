/* The one shape of the language: a word, parts, perhaps a block. Which statements there are and how
 * they read is the schema's (statements.def); what a word is and where a statement ends is the
 * cursor's, which also keeps braces and brackets balanced. So all that can be wrong here is an
 * operand that is missing or an operator out of place.
 *
 * Recovery: an error skips to the end of its statement or to its block. `yyerrok` stands only after
 * a token that was read, so that nothing can loop. */
%require "3.8"
%define api.pure full
%define api.push-pull push
%define api.prefix {pm_grammar_}
%define api.token.prefix {PM_GRAMMAR_}
%define api.location.type {struct pm_span}
%define parse.error custom
%define parse.lac full
%locations
%expect 0
%param {struct pm_parser *parser}

%code requires {
#include "lang/parse/parser.h"
}

%union {
    size_t token; /* index */
    struct pm_operand expression;
    struct pm_list list;
}

%code {
#define YYLLOC_DEFAULT(current, right, count)                                                      \
    do {                                                                                           \
        (current) = YYRHSLOC(right, (count) ? 1 : 0);                                              \
        if (count) {                                                                               \
            (current).end = YYRHSLOC(right, count).end;                                            \
        } else {                                                                                   \
            (current).begin = (current).end;                                                       \
        }                                                                                          \
    } while (0)

static void yyerror(const struct pm_span *span, struct pm_parser *parser, const char *message);
}

%token <token> HEAD LINK NAME CALL SIGN
%token <token> NUMBER PERCENT POINTS MONEY DURATION DATE MONTH_DAY TIME TEXT
%token END LB RB LP RP LS RS COMMA OF
%token OR AND NOT LT GT LE GE EQ NE IN NOT_IN IS IS_NOT REACHES BEATS DOTDOT
%token PLUS MINUS STAR SLASH

%left OR
%left AND
%precedence NOT
%nonassoc LT GT LE GE EQ NE IN NOT_IN IS IS_NOT REACHES BEATS
%nonassoc DOTDOT
%left PLUS MINUS
%left STAR SLASH

%type <expression> expression primary
%type <list> list arguments

%%

file:
  statements
;

statements:
  %empty
| statements statement
| statements error END    { yyerrok; }
| statements error orphan { yyerrok; }
;

/* A block that belongs to no statement. */
orphan:
  orphan_brace statements RB { pm_tree_end_orphan(parser); }
;

orphan_brace:
  LB                      { pm_tree_begin_orphan(parser); }
;

/* A statement joins the tree as soon as its word is read, so that an unfinished one is there. */
statement:
  head parts END          { pm_tree_close(parser, @$); }
| head parts block        { pm_tree_close(parser, @$); }
| head parts error END    { pm_tree_close(parser, @$); yyerrok; }
| head parts error block  { pm_tree_close(parser, @$); yyerrok; }
;

head:
  HEAD                    { pm_tree_open(parser, $HEAD); }
;

block:
  brace statements RB
;

brace:
  LB                      { pm_tree_begin_block(parser, @LB); }
;

parts:
  %empty
| parts LINK              { pm_tree_add_link(parser, $LINK); }
| parts list              { pm_tree_add_list(parser, $list, @list); }
;

list:
  expression              { $$ = pm_tree_list(parser, $1); }
| list COMMA expression   { $$ = pm_tree_longer(parser, $1, $3); }
;

expression:
  primary
| NOT expression                    { $$ = pm_tree_not(parser, $2, @$); }
| expression IS NAME                { $$ = pm_tree_is(parser, PM_NODE_IS, $1, $NAME, @$); }
| expression IS_NOT NAME            { $$ = pm_tree_is(parser, PM_NODE_IS_NOT, $1, $NAME, @$); }
| expression OR expression          { $$ = pm_tree_binary(parser, PM_OP_OR, $1, $3, @$); }
| expression AND expression         { $$ = pm_tree_binary(parser, PM_OP_AND, $1, $3, @$); }
| expression LT expression          { $$ = pm_tree_binary(parser, PM_OP_LESS, $1, $3, @$); }
| expression GT expression          { $$ = pm_tree_binary(parser, PM_OP_MORE, $1, $3, @$); }
| expression LE expression          { $$ = pm_tree_binary(parser, PM_OP_AT_MOST, $1, $3, @$); }
| expression GE expression          { $$ = pm_tree_binary(parser, PM_OP_AT_LEAST, $1, $3, @$); }
| expression EQ expression          { $$ = pm_tree_binary(parser, PM_OP_EQUAL, $1, $3, @$); }
| expression NE expression          { $$ = pm_tree_binary(parser, PM_OP_UNEQUAL, $1, $3, @$); }
| expression IN expression          { $$ = pm_tree_binary(parser, PM_OP_IN, $1, $3, @$); }
| expression NOT_IN expression      { $$ = pm_tree_binary(parser, PM_OP_NOT_IN, $1, $3, @$); }
| expression REACHES expression     { $$ = pm_tree_binary(parser, PM_OP_REACHES, $1, $3, @$); }
| expression BEATS expression       { $$ = pm_tree_binary(parser, PM_OP_BEATS, $1, $3, @$); }
| expression DOTDOT expression      { $$ = pm_tree_binary(parser, PM_OP_RANGE, $1, $3, @$); }
| expression PLUS expression        { $$ = pm_tree_binary(parser, PM_OP_PLUS, $1, $3, @$); }
| expression MINUS expression       { $$ = pm_tree_binary(parser, PM_OP_MINUS, $1, $3, @$); }
| expression STAR expression        { $$ = pm_tree_binary(parser, PM_OP_TIMES, $1, $3, @$); }
| expression SLASH expression       { $$ = pm_tree_binary(parser, PM_OP_DIVIDE, $1, $3, @$); }
;

primary:
  NUMBER                  { $$ = pm_tree_literal(parser, PM_NODE_NUMBER, $1, @1); }
| PERCENT                 { $$ = pm_tree_literal(parser, PM_NODE_PERCENT, $1, @1); }
| POINTS                  { $$ = pm_tree_literal(parser, PM_NODE_POINTS, $1, @1); }
| MONEY                   { $$ = pm_tree_literal(parser, PM_NODE_MONEY, $1, @1); }
| DURATION                { $$ = pm_tree_literal(parser, PM_NODE_DURATION, $1, @1); }
| DATE                    { $$ = pm_tree_literal(parser, PM_NODE_DATE, $1, @1); }
| MONTH_DAY               { $$ = pm_tree_literal(parser, PM_NODE_MONTH_DAY, $1, @1); }
| TIME                    { $$ = pm_tree_literal(parser, PM_NODE_TIME, $1, @1); }
| TEXT                    { $$ = pm_tree_literal(parser, PM_NODE_TEXT, $1, @1); }
| NAME                    { $$ = pm_tree_literal(parser, PM_NODE_NAME, $1, @1); }
| PERCENT OF primary      { $$ = pm_tree_percent_of(parser, $1, $3, @$); }
| SIGN primary            { $$ = pm_tree_sign(parser, $1, $2, @$); }
| CALL LP arguments RP    { $$ = pm_tree_call(parser, $1, $3, @$); }
| LP list RP              { $$ = pm_tree_set(parser, $2, @$); }
| LS arguments RS         { $$ = pm_tree_square(parser, $2, @$); }
;

arguments:
  %empty                  { $$ = (struct pm_list){0}; }
| list
;

%%

/* The kinds of tokens that messages tell apart. */
static enum pm_found found_of(yysymbol_kind_t kind)
{
    switch ((int)kind) {
    case YYSYMBOL_YYEOF:
    case YYSYMBOL_END:
    case YYSYMBOL_RB:
        return PM_FOUND_END;
    case YYSYMBOL_LB:
        return PM_FOUND_BLOCK;
    case YYSYMBOL_COMMA:
        return PM_FOUND_COMMA;
    case YYSYMBOL_RP:
    case YYSYMBOL_RS:
        return PM_FOUND_CLOSING;
    case YYSYMBOL_LP:
    case YYSYMBOL_LS:
        return PM_FOUND_OPENING;
    case YYSYMBOL_LINK:
    case YYSYMBOL_OF:
        return PM_FOUND_LINK;
    case YYSYMBOL_DOTDOT:
        return PM_FOUND_RANGE;
    case YYSYMBOL_OR:
    case YYSYMBOL_AND:
    case YYSYMBOL_PLUS:
    case YYSYMBOL_MINUS:
    case YYSYMBOL_STAR:
    case YYSYMBOL_SLASH:
        return PM_FOUND_OPERATOR;
    default:
        break;
    }
    bool compares = kind >= YYSYMBOL_LT && kind <= YYSYMBOL_BEATS;
    return compares ? PM_FOUND_COMPARISON : PM_FOUND_OPERAND;
}

static int yyreport_syntax_error(const yypcontext_t *context, struct pm_parser *parser)
{
    (void)yypcontext_expected_tokens; /* after an operand nearly everything is expected: parts stand
                                         side by side. The token before tells more. */
    pm_report_syntax(parser, found_of(yypcontext_token(context)), *yypcontext_location(context));
    return 0;
}

/* Called for one thing only: the parser's stack is full. The cursor's limits come before. */
static void yyerror(const struct pm_span *span, struct pm_parser *parser, const char *message)
{
    (void)message;
    pm_report_too_deep(parser, *span, PM_DEEPEST_BLOCK);
}
