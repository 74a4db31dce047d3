-- boom_fold(text): what search compares, so that a word is found however it was typed. Its twin in Python is
-- accounts.text.fold; tests/accounts/test_text_fold.py holds the two together, so change both.
--
-- Alike become ي ى ئ ی ې ے · ك ڪ ک · ة ه ھ ہ ە · أ إ آ ٱ ا · ؤ و · ں ن · the digits of three scripts, with their
-- separators and percent sign · capitals and small letters. Away go vowel marks, accents, tatweel, invisible
-- characters (ZWNJ, ZWJ, bidi controls) and the lone hamza, which Persian writers leave out (املاء, املا).
-- «می خواهد» and «کتاب ها», written apart, become one word; so do the groups of a number (1,234).
--
-- PL/pgSQL rather than one SQL expression: the guards let most texts skip the slow steps.
create or replace function boom_fold(t text) returns text
language plpgsql immutable strict parallel safe as $$
declare
    s text := t;
begin
    if octet_length(s) <> length(s) then
        s := lower(normalize(s, NFKD));
        s := regexp_replace(s, U&'[\0001-\0008\000E-\001F\007F-\0084\0086-\009F\00AD\0300-\036F\0483-\0487'
            '\0610-\061A\061C\0621\0640\064B-\065F\0670\0674\06D6-\06ED\08CA-\08FF\180B-\180F\1AB0-\1AFF'
            '\1DC0-\1DFF\200B-\200F\202A-\202E\2060-\206F\20D0-\20F0\FE00-\FE0F\FEFF\+0E0000-\+0E0FFF]+',
            '', 'g');
        s := replace(replace(replace(replace(s, 'ي', 'ی'), 'ى', 'ی'), 'ك', 'ک'), 'ة', 'ه');
        if s ~ '[٠-٩۰-۹٪٫٬]' then
            s := translate(s, '٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹٪٫٬', '01234567890123456789%.,');
        end if;
        if s ~ '[،؛؟ٱڪںھہۃېےەς]' then
            s := translate(s, '،؛؟ٱڪںھہۃېےەς', ',;?اکنهههییهσ');
        end if;
        s := regexp_replace(s, U&'[\0009-\000D \0085\2028\2029]{2,}|[\0009-\000D\0085\2028\2029]', ' ', 'g');
        s := regexp_replace(s, '(^| )(ن?می) (?=[^ ])', '\1\2', 'g');
        s := regexp_replace(s, ' (ها(ی(ی|م|ت|ش|مان|تان|شان)?)?|تر(ین)?|(?<!^ه )(?<! ه )ای)(?= |$)', '\1', 'g');
    else
        s := regexp_replace(lower(s), U&'[\0001-\0008\000E-\001F\007F]+', '', 'g');
        s := regexp_replace(s, U&'[\0009-\000D ]{2,}|[\0009-\000D]', ' ', 'g');
    end if;
    return btrim(regexp_replace(s, '([0-9]),(?=[0-9]{3}([^0-9]|$))', '\1', 'g'));
end
$$;
